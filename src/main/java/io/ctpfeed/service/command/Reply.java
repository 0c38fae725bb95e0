package io.ctpfeed.service.command;

/**
 * The answer to a command, a line at a time, each sent at once. Any thread. Lines are what Jackson can write: maps,
 * records, {@code JsonNode}s; instants, dates and paths are written as their text.
 */
public interface Reply {
    /** Sends a line: an object with a field {@code event} that says what it tells. Nothing is sent after the result. */
    void send(Object line);

    /**
     * Sends the last line: {@code {"event":"result","exit":N}} with the fields of {@code line}. A second result is
     * not sent.
     *
     * @param exit the exit code for whoever gave the command
     * @param line an object with more fields, or null
     */
    void result(int exit, Object line);

    /** Whether nobody waits any more: the client went away, or the service ends. Noticed within two seconds or so. */
    boolean isCancelled();
}
