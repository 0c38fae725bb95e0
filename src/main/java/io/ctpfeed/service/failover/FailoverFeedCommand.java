package io.ctpfeed.service.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.failover.Failover;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;

/**
 * {@code failover}: {@code {"account":"backup"}}, or nothing for the next best. See {@link SwitchReply} for exit codes.
 * Whoever gave it may go away: it goes on.
 */
final class FailoverFeedCommand implements FeedCommand {
    private final Failover failover;

    FailoverFeedCommand(Failover failover) {
        this.failover = failover;
    }

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public boolean exclusive(JsonNode arguments) {
        return true;
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws CommandException, InterruptedException {
        String account = arguments.path("account").asText("");
        SwitchReply.answer(failover, reply, () -> failover.byHand(account.isEmpty() ? null : account));
    }
}
