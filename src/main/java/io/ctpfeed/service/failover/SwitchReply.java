package io.ctpfeed.service.failover;

import io.ctpfeed.failover.Failover;
import io.ctpfeed.failover.SwitchFailedException;
import io.ctpfeed.failover.Switched;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How failover by hand is answered: what was switched, or why all is as before. Exit codes: 2 no such account, 3 its
 * credentials are refused, 4 it is not logged in, 5 too little is subscribed, 7 it was stopped by hand or does not work.
 */
final class SwitchReply {
    private static final int USAGE = 2;
    private static final int CONFIGURATION = 3;
    private static final int UNREACHABLE = 4;
    private static final int COVERAGE = 5;
    private static final int PARTLY = 7;

    private SwitchReply() {}

    /** One direction. */
    interface Switching {
        /** @return null if nothing was to be done */
        Switched run() throws SwitchFailedException, InterruptedException;
    }

    static void answer(Failover failover, Reply reply, Switching switching)
            throws CommandException, InterruptedException {
        try {
            Switched done = switching.run();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("active", failover.status().active());
            line.put("switched", done);
            reply.result(0, line);
        } catch (SwitchFailedException e) {
            throw new CommandException(exit(e.kind()), e.getMessage());
        }
    }

    private static int exit(SwitchFailedException.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> USAGE;
            case CREDENTIALS -> CONFIGURATION;
            case UNREACHABLE -> UNREACHABLE;
            case COVERAGE -> COVERAGE;
            case STOPPED, FAILED -> PARTLY;
        };
    }
}
