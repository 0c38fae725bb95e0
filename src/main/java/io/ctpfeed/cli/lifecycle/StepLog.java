package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * The steps of one start or stop as they are told: printed, in the state file, in the audit. Used by one thread.
 */
final class StepLog {
    private final String action;
    private final int count;
    private final FeedState state;
    private final AuditLog audit;
    private final PrintWriter out;
    private int number;

    /**
     * @param action start, stop
     * @param count how many steps there are
     */
    StepLog(String action, int count, FeedState state, AuditLog audit, PrintWriter out) {
        this.action = action;
        this.count = count;
        this.state = state;
        this.audit = audit;
        this.out = out;
    }

    /** What is done in a step. */
    interface Deed {
        Step.Outcome run() throws IOException, InterruptedException;
    }

    Step.Outcome perform(String name, Deed deed) throws IOException, InterruptedException {
        out.print("[" + ++number + "/" + count + "] " + name + " ... ");
        out.flush();
        long begin = System.nanoTime();
        try {
            Step.Outcome outcome = deed.run();
            String result = outcome.exit() == ExitCode.OK ? "ok" : "partly";
            long millis = since(begin);
            out.println(result + " (" + millis + " ms): " + outcome.text());
            state.step(name, result, millis, outcome.text());
            audit.add(action, name, result, outcome.exit(), millis, outcome.text());
            return outcome;
        } catch (Exception e) {
            long millis = since(begin);
            boolean told = e instanceof InterruptedException;
            out.println((told ? "interrupted" : "FAILED") + " (" + millis + " ms)");
            ExitCode exit = e instanceof CommandFailed failed ? failed.exitCode() : ExitCode.PROOF_FAILED;
            String why = told ? "interrupted" : String.valueOf(e.getMessage());
            asFarAsPossible(() -> {
                state.step(name, "failed", millis, why);
                audit.add(action, name, "failed", exit, millis, why);
            });
            throw e;
        }
    }

    /** Takes a step back, whatever becomes of it: those before it are to be taken back, too. */
    void undo(Step step) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            String done = step.undo();
            if (!done.isEmpty()) {
                told(step, done, "undone", ExitCode.OK, since(begin));
            }
        } catch (IOException | RuntimeException e) {
            told(step, "could not be stopped: " + e.getMessage(), "failed", ExitCode.PARTLY_FAILED, since(begin));
        }
    }

    private void told(Step step, String done, String result, ExitCode exit, long millis) {
        out.println("undo: " + step.name() + " " + done + " (" + millis + " ms)");
        asFarAsPossible(() -> {
            state.step(step.name(), result, millis, done);
            audit.add("undo", step.name(), exit == ExitCode.OK ? "ok" : "failed", exit, millis, done);
        });
    }

    private void asFarAsPossible(RunFiles.Writing writing) {
        RunFiles.asFarAsPossible(writing, out::println);
    }

    private static long since(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
