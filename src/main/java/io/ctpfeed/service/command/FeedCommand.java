package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.JsonNode;

/** A command that the running service carries out for {@code ./ctpfeed}. Called on a thread of its own. */
public interface FeedCommand {
    String name();

    void run(JsonNode arguments, Reply reply) throws Exception;
}
