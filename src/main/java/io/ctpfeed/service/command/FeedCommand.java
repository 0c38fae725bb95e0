package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.JsonNode;

/** Something a running service does when it is asked over its command endpoint: {@code POST /command/NAME}. */
public interface FeedCommand {
    /** As in the address: lower case, words joined by dashes. */
    String name();

    /**
     * Whether only one of this name that is so may run at a time; another is then refused with 409.
     *
     * @param arguments as of {@link #run}
     */
    default boolean exclusive(JsonNode arguments) {
        return false;
    }

    /**
     * Runs it, on a thread of the endpoint's: it may take as long as it needs, as long as it looks at {@link
     * Reply#isCancelled}. A command that returns without a result has ended well (exit code 0).
     *
     * @param arguments the body of the request; an empty object if there was none
     * @throws CommandException if it cannot go on, and knows why
     * @throws Exception what nobody foresaw: exit code 1
     */
    void run(JsonNode arguments, Reply reply) throws Exception;
}
