package io.ctpfeed.subscription;

/** Where a run writes down what it does, as it happens. The run's thread. */
public interface RunAudit {
    /** Nothing is written. */
    RunAudit NONE = new RunAudit() {
        @Override
        public void write(AuditLine line) {}

        @Override
        public void flush() {}

        @Override
        public void end(RunResult result) {}
    };

    /** The run's id. */
    default String run() {
        return "unrecorded";
    }

    void write(AuditLine line);

    /** What was written so far is on its way to the disk, and outlives this process. */
    void flush();

    /** The summary, also of a run that was cancelled. */
    void end(RunResult result);
}
