package io.ctpfeed.service.command;

/** The answer to a command, line by line; each line goes out as JSON at once. */
public interface Reply {
    void send(Object line);

    /** The last line. @param exit exit code of the command */
    void result(int exit, Object line);

    /** Whether who asked has gone away. */
    boolean isCancelled();
}
