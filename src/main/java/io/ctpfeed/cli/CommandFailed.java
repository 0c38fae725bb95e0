package io.ctpfeed.cli;

/** A command cannot go on, and knows why: printed as one line, without a trace. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /** @param message what failed, with which value, and what to do */
    public CommandFailed(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** @param cause shown with {@code --debug} */
    public CommandFailed(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
