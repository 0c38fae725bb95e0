package io.ctpfeed.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;

/**
 * {@code account}: what an operator decides about one account. {@code {"account":"NAME","action":"stop"}} logs it out, and it
 * stays so until {@code "start"}, which also starts its route, and tries credentials again that were refused. Exit code 2:
 * no such account, or it is not needed now.
 */
final class AccountFeedCommand implements FeedCommand {
    private static final int USAGE = 2;

    private final FeedService service;

    AccountFeedCommand(FeedService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws Exception {
        String account = arguments.path("account").asText("");
        MarketDataSource source = source(account);
        switch (arguments.path("action").asText("")) {
            case "start" -> start(source);
            case "stop" -> stop(source);
            default -> throw new CommandException(USAGE, "action: give start or stop");
        }
        reply.result(0, Map.of("account", account, "state", source.state()));
    }

    private MarketDataSource source(String account) throws CommandException {
        try {
            return service.sources().source(account);
        } catch (IllegalArgumentException e) {
            throw new CommandException(USAGE, e.getMessage());
        }
    }

    private void start(MarketDataSource source) throws Exception {
        String account = source.account();
        List<String> routes = service.handStops().sourceRoutes(account);
        if (routes.isEmpty()) {
            throw new CommandException(
                    USAGE, "no route takes ticks of account " + account + "; put one into routes/sources.yaml");
        }
        if (service.mode(account) == LineMode.OFF) {
            throw new CommandException(
                    USAGE, "account " + account + " is cold: ./ctpfeed failover " + account + " connects it");
        }
        CamelContext context = service.context();
        for (String route : routes) {
            if (context.getRouteController().getRouteStatus(route).isSuspended()) {
                context.getRouteController().resumeRoute(route);
            } else {
                context.getRouteController().startRoute(route);
            }
        }
        if (source.state() == SourceState.STOPPED || source.state() == SourceState.BLOCKED) {
            source.start();
        }
    }

    private static void stop(MarketDataSource source) throws InterruptedException, CommandException {
        try {
            source.stop().get();
        } catch (ExecutionException e) {
            throw new CommandException(1, "account " + source.account() + " was not stopped: " + e.getCause());
        }
    }
}
