package io.ctpfeed.service.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import io.ctpfeed.service.subscribe.ShouldLists;
import io.ctpfeed.service.subscribe.Subscribing;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.subscription.RecoveryAction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;

/**
 * The command {@code check}: what should be subscribed against what is, and with {@code fix} one recovery before. Arguments:
 * {@code account}, {@code fix}; both may be left out. The lists are asked for anew; where one does not come, that of the
 * account's last run counts.
 */
public final class CheckCommand implements FeedCommand {
    private static final int USAGE = 2;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Subscribing subscribing;
    private final Recovering recovering;
    private final CamelContext context;
    private final long listMillis;

    /** @param listMillis how long a should-list is waited for */
    public CheckCommand(Subscribing subscribing, Recovering recovering, CamelContext context, long listMillis) {
        this.subscribing = subscribing;
        this.recovering = recovering;
        this.context = context;
        this.listMillis = listMillis;
    }

    @Override
    public String name() {
        return "check";
    }

    /** Looking is free; two that mend would ask the fronts twice for the same. */
    @Override
    public boolean exclusive(JsonNode arguments) {
        return arguments.path("fix").asBoolean();
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws CommandException {
        Map<String, Collection<String>> lists = lists(arguments.path("account").asText(""), reply);
        Inspection found = subscribing.inspect(lists);
        if (arguments.path("fix").asBoolean()) {
            List<RecoveryAction> actions = recovering.byHand(found);
            actions.forEach(action -> reply.send(line(action)));
            if (actions.isEmpty()) {
                reply.send(Map.of("event", "nothing-to-mend"));
            } else {
                found = settled(lists, actions, reply);
            }
        }
        int threshold = subscribing.config().coveragePercent();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("at", found.at());
        result.put("coveragePercent", found.total().percent());
        result.put("thresholdPercent", threshold);
        result.put("total", found.total());
        result.put("exchanges", found.exchanges());
        result.put("products", found.products());
        result.put("accounts", found.accounts());
        reply.result(found.exitCode(threshold), result);
    }

    private Map<String, Collection<String>> lists(String wanted, Reply reply) throws CommandException {
        Map<String, Collection<String>> lists = subscribing.lists();
        ShouldLists routes = new ShouldLists(context);
        List<String> there = routes.accounts();
        if (!wanted.isEmpty() && !there.contains(wanted) && !lists.containsKey(wanted)) {
            throw new CommandException(
                    USAGE, "account " + wanted + " has no list of instruments; there are " + String.join(", ", there));
        }
        if (!wanted.isEmpty()) {
            lists.keySet().retainAll(List.of(wanted));
            there = there.contains(wanted) ? List.of(wanted) : List.of();
        }
        ShouldLists.Answer fresh = routes.of(there, listMillis);
        lists.putAll(fresh.lists());
        fresh.failures().forEach((account, reason) -> {
            if (lists.putIfAbsent(account, List.of()) == null) {
                reply.send(Map.of("event", "no-list", "account", account, "reason", reason));
            } else {
                reply.send(Map.of("event", "last-list", "account", account, "reason", reason));
            }
        });
        return lists;
    }

    /** Waits until what was mended shows, or does not. */
    private Inspection settled(Map<String, Collection<String>> lists, List<RecoveryAction> actions, Reply reply) {
        boolean restart = actions.stream().anyMatch(RecoveryAction.Restart.class::isInstance);
        long wait = TimeUnit.MILLISECONDS.toNanos(subscribing.config().ackDeadlineMillis())
                + (restart ? TimeUnit.SECONDS.toNanos(subscribing.config().frontWaitSeconds()) : 0);
        long end = System.nanoTime() + wait;
        Inspection found = subscribing.inspect(lists);
        while (!isSettled(found) && System.nanoTime() < end && !reply.isCancelled()) {
            LockSupport.parkNanos(LOOK_NANOS);
            found = subscribing.inspect(lists);
        }
        return found;
    }

    private static boolean isSettled(Inspection found) {
        return found.accounts().stream()
                .noneMatch(account ->
                        account.unreachable() || !account.notSubscribed().isEmpty());
    }

    private static Map<String, Object> line(RecoveryAction action) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "action");
        line.put("account", action.account());
        if (action instanceof RecoveryAction.Resubscribe resubscribe) {
            line.put("action", "resubscribe");
            line.put("instruments", resubscribe.instruments());
        } else if (action instanceof RecoveryAction.Restart restart) {
            line.put("action", "restart");
            line.put("reason", restart.reason());
        } else if (action instanceof RecoveryAction.Held held) {
            line.put("action", "not-done");
            line.put("reason", held.reason());
            line.put("instruments", held.instruments());
        } else if (action instanceof RecoveryAction.Escalate escalate) {
            line.put("action", "escalate");
            line.put("reason", escalate.reason());
            line.put("instruments", escalate.instruments());
        }
        return line;
    }
}
