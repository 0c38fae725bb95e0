package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.ExitCode;
import java.io.IOException;

/** One thing that start brings up and checks. Used by one thread. */
interface Step {
    /** As it is printed. */
    String name();

    /**
     * Brings it up, unless it is, and checks its health.
     *
     * @throws io.ctpfeed.cli.CommandFailed if it is not healthy in the time there is
     */
    Outcome start() throws IOException, InterruptedException;

    /** Takes back what {@link #start} brought up, and nothing else. @return what was done; empty if nothing */
    String undo() throws IOException, InterruptedException;

    /**
     * How it went.
     *
     * @param text what an operator wants to know
     * @param exit OK, or what is the matter though it goes on
     */
    record Outcome(String text, ExitCode exit) {
        static Outcome ok(String text) {
            return new Outcome(text, ExitCode.OK);
        }
    }
}
