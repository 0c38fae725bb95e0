package io.ctpfeed.service.command;

/** A command cannot go on, and knows why: told to whoever gave it as {@code error} of the result. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exit;

    /**
     * @param exit the exit code, as listed in the README
     * @param message one line: what failed, with which value, and what to do
     */
    public CommandException(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    public int exit() {
        return exit;
    }
}
