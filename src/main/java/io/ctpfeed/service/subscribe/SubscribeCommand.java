package io.ctpfeed.service.subscribe;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import io.ctpfeed.source.SubscriptionPace;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.subscription.RunListener;
import io.ctpfeed.subscription.RunPlan;
import io.ctpfeed.subscription.RunResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * The command {@code subscribe}: brings accounts to their should-lists and says how it goes, or with {@code dryRun} what it
 * would do, or with {@code check} how things are. Arguments: {@code account}, {@code check}, {@code dryRun},
 * {@code batchInstruments}, {@code instrumentsPerSecond}; all may be left out.
 */
public final class SubscribeCommand implements FeedCommand {
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Subscribing subscribing;
    private final CamelContext context;
    private final long listMillis;

    /** @param listMillis how long a should-list is waited for */
    public SubscribeCommand(Subscribing subscribing, CamelContext context, long listMillis) {
        this.subscribing = subscribing;
        this.context = context;
        this.listMillis = listMillis;
    }

    @Override
    public String name() {
        return "subscribe";
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws Exception {
        ShouldLists lists = new ShouldLists(context);
        SubscriptionPace pace = pace(arguments);
        List<String> accounts = accounts(arguments.path("account").asText(""), lists.accounts());
        reply.send(Map.of("event", "lists", "accounts", accounts));
        ShouldLists.Answer answer = lists.of(accounts, listMillis);
        if (answer.lists().isEmpty()) {
            throw new CommandException(UNREACHABLE, "no should-list: " + reasons(answer));
        }
        answer.failures()
                .forEach(
                        (account, reason) -> reply.send(line("no-list", Map.of("account", account, "reason", reason))));
        int failed = answer.failures().isEmpty() ? 0 : UNREACHABLE;
        if (arguments.path("dryRun").asBoolean()) {
            RunPlan plan = subscribing.plan(answer.lists(), pace);
            reply.result(failed, plan);
        } else if (arguments.path("check").asBoolean()) {
            check(answer.lists(), failed, reply);
        } else {
            RunListener listener = progress -> reply.send(line("progress", progress));
            RunResult result = subscribing.run(answer.lists(), pace, listener, reply::isCancelled);
            reply.result(failed == 0 ? result.exitCode() : failed, result);
        }
    }

    private void check(Map<String, Collection<String>> lists, int failed, Reply reply) {
        Inspection found = subscribing.inspect(lists);
        int exit = failed != 0 ? failed : found.exitCode(subscribing.config().coveragePercent());
        reply.result(
                exit,
                Map.of(
                        "should", found.total().should(),
                        "subscribed", found.total().subscribed(),
                        "accounts", found.accounts()));
    }

    private static List<String> accounts(String wanted, List<String> there) throws CommandException {
        if (there.isEmpty()) {
            throw new CommandException(USAGE, "no account has a subscription route; see routes/subscription.yaml");
        }
        if (!wanted.isEmpty() && !there.contains(wanted)) {
            throw new CommandException(
                    USAGE, "account " + wanted + " has no subscription route; there are " + String.join(", ", there));
        }
        return wanted.isEmpty() ? there : List.of(wanted);
    }

    /** @return null: as configured */
    private SubscriptionPace pace(JsonNode arguments) throws CommandException {
        SubscriptionPace now = Subscribing.pace(subscribing.config());
        int batch = number(arguments, "batchInstruments", now.batchInstruments(), 1_000);
        int perSecond = number(arguments, "instrumentsPerSecond", now.instrumentsPerSecond(), 25_000);
        int inFlight = number(arguments, "inFlightInstruments", now.inFlightInstruments(), 25_000);
        SubscriptionPace wanted = now.with(batch, perSecond, inFlight);
        return wanted.equals(now) ? null : wanted;
    }

    private static int number(JsonNode arguments, String name, int otherwise, int most) throws CommandException {
        JsonNode value = arguments.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < 1 || value.asInt() > most) {
            throw new CommandException(USAGE, name + " = " + value + " is out of range; give 1 to " + most);
        }
        return value.asInt();
    }

    private static String reasons(ShouldLists.Answer answer) {
        StringBuilder text = new StringBuilder();
        answer.failures().forEach((account, reason) -> text.append(text.isEmpty() ? "" : "; ")
                .append("account ")
                .append(account)
                .append(": ")
                .append(reason));
        return text.toString();
    }

    private static Map<String, Object> line(String event, Object fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.putAll(JSON.convertValue(fields, new TypeReference<Map<String, Object>>() {}));
        return line;
    }
}
