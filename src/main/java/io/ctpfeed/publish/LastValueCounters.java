package io.ctpfeed.publish;

import java.util.concurrent.atomic.AtomicLong;

/** What became of last values. Written by the thread of {@link LastValues}, read by any. */
public final class LastValueCounters {
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile int backlog;

    LastValueCounters() {}

    /** Writes that the server acknowledged. */
    public long written() {
        return written.get();
    }

    /** Writes that it refused or did not acknowledge; each is done again. */
    public long failed() {
        return failed.get();
    }

    /** Instruments whose last value is not in the bucket yet, the waiting for their interval among them. */
    public int backlog() {
        return backlog;
    }

    void onWritten() {
        written.incrementAndGet();
    }

    void onFailed() {
        failed.incrementAndGet();
    }

    void backlog(int instruments) {
        backlog = instruments;
    }
}
