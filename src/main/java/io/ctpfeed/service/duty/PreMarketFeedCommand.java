package io.ctpfeed.service.duty;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;

/**
 * {@code premarket}: {@code {"force":true}} or nothing. Lines {@code progress} while it goes. Exit codes: 0 done, 2 refused
 * within a session, 4 an account did not come back, 5 too little is subscribed, 7 anything else, accounts that were left
 * alone among it. Whoever gave it may go away: it goes on.
 */
final class PreMarketFeedCommand implements FeedCommand {
    private static final int USAGE = 2;
    private static final int CONFIGURATION = 3;
    private static final int UNREACHABLE = 4;
    private static final int COVERAGE = 5;
    private static final int PARTLY = 7;

    private final PreMarketRestart restart;
    private final Supplier<CamelContext> context;

    PreMarketFeedCommand(PreMarketRestart restart, Supplier<CamelContext> context) {
        this.restart = restart;
        this.context = context;
    }

    @Override
    public String name() {
        return "premarket";
    }

    @Override
    public boolean exclusive(JsonNode arguments) {
        return true;
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws Exception {
        Consumer<String> watcher = text -> reply.send(Map.of("event", "progress", "text", text));
        restart.addWatcher(watcher);
        try {
            Object answer = DutyRoster.call(context.get(), Duty.RESTART.route(), exchange -> {
                exchange.getMessage().setHeader("byHand", true);
                exchange.getMessage().setHeader("force", arguments.path("force").asBoolean());
            });
            if (!(answer instanceof RestartResult result)) {
                throw new CommandException(
                        PARTLY,
                        "route " + Duty.RESTART.route() + " answers " + answer
                                + ", not how the restart went; let preMarketRestart be its last step");
            }
            reply.result(exit(result), Map.of("text", result.text(), "restart", result));
        } catch (DirectConsumerNotAvailableException e) {
            throw new CommandException(
                    CONFIGURATION,
                    "no route is at " + Duty.RESTART.route()
                            + ", or it is stopped; see routes/pre-market-restart.yaml and ./ctpfeed status");
        } finally {
            restart.removeWatcher(watcher);
        }
    }

    static int exit(RestartResult result) {
        return switch (result.outcome()) {
            case DONE -> result.leftAlone().isEmpty() ? 0 : PARTLY;
            case SKIPPED, SERVICE_ENDS -> 0;
            case REFUSED -> USAGE;
            case FAILED -> failed(result);
        };
    }

    private static int failed(RestartResult result) {
        if (has(result, Problem.Kind.UNREACHABLE)) {
            return UNREACHABLE;
        }
        return has(result, Problem.Kind.COVERAGE) ? COVERAGE : PARTLY;
    }

    private static boolean has(RestartResult result, Problem.Kind kind) {
        return result.problems().stream().anyMatch(problem -> problem.kind() == kind);
    }
}
