package io.ctpfeed.service.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.failover.Failover;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;

/** {@code failback}: the first choice is active again, whatever the limits. See {@link SwitchReply} for exit codes. */
final class FailbackFeedCommand implements FeedCommand {
    private final Failover failover;

    FailbackFeedCommand(Failover failover) {
        this.failover = failover;
    }

    @Override
    public String name() {
        return "failback";
    }

    @Override
    public boolean exclusive(JsonNode arguments) {
        return true;
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws CommandException, InterruptedException {
        SwitchReply.answer(failover, reply, failover::back);
    }
}
