package io.ctpfeed.service.duty;

import io.ctpfeed.ops.DutyMetrics;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.service.duty.Lines.Subscribed;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the feed is ready for the session, bean {@code checkpoints} of the routes: each account that nobody stopped is
 * logged in for the right trading day, what should be subscribed is, NATS is there, the calendar knows today. Looks, and
 * changes nothing. Any thread.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("HH:mm");

    private final Lines lines;
    private final DayDuties duties;
    private final NatsLink nats;
    private final EventSink events;
    private final DutyMetrics metrics;
    private final boolean anyTradingDay;

    /**
     * The result of a checkpoint.
     *
     * @param checkpoint its name, the time it is due: {@code 08:55}
     * @param problems what is in the way; empty if it passed
     */
    public record Result(String checkpoint, boolean passed, List<String> problems) {}

    /** @param anyTradingDay whether fronts may be on any day: an invented market has a date of its own */
    Checkpoints(
            Lines lines,
            DayDuties duties,
            NatsLink nats,
            EventSink events,
            DutyMetrics metrics,
            boolean anyTradingDay) {
        this.lines = lines;
        this.duties = duties;
        this.nats = nats;
        this.events = events;
        this.metrics = metrics;
        this.anyTradingDay = anyTradingDay;
    }

    /** As a checkpoint due at that time is called. */
    static String name(LocalDateTime at) {
        return NAME.format(at);
    }

    /**
     * Looks now; tells the result by event, log and metric.
     *
     * @param checkpoint its name; null: the time it is
     * @param coveragePercent how much of what should be subscribed is enough
     */
    public Result check(String checkpoint, int coveragePercent) {
        String name = checkpoint == null || checkpoint.isEmpty() ? name(MarketTime.localNow()) : checkpoint;
        Subscribed subscribed = lines.subscribed();
        List<String> problems = problems(subscribed, coveragePercent);
        Result result = new Result(name, problems.isEmpty(), List.copyOf(problems));
        metrics.checkpoint(name, result.passed());
        if (!result.passed()) {
            LOG.error("checkpoint {} failed: {}", name, String.join("; ", problems));
        }
        Map<String, String> accounts = new LinkedHashMap<>();
        lines.wanted()
                .forEach(source -> accounts.put(source.account(), source.state().name()));
        lines.held()
                .forEach(source -> accounts.put(source.account(), source.state().name()));
        events.accept(FeedEvent.of(
                result.passed() ? EventName.PASSED : EventName.FAILED,
                name,
                "problems",
                result.problems(),
                "accounts",
                accounts,
                "nats",
                nats.state().name(),
                "wanted",
                subscribed.wanted(),
                "subscribed",
                subscribed.there(),
                "coveragePercent",
                subscribed.percent(),
                "tradingDay",
                duties.tradingDay().toString()));
        return result;
    }

    private List<String> problems(Subscribed subscribed, int coveragePercent) {
        List<String> problems = new ArrayList<>();
        List<MarketDataSource> wanted = lines.wanted();
        if (wanted.isEmpty()) {
            problems.add("no account is logged in: all are stopped or blocked");
        }
        wanted.forEach(source -> account(source, problems));
        lines.held().stream()
                .filter(source -> source.state() == SourceState.BLOCKED)
                .forEach(source -> problems.add(Lines.text(source)));
        if (!subscribed.atLeast(coveragePercent) || subscribed.wanted() == 0) {
            problems.add(subscribed.there() + " of " + subscribed.wanted() + " instruments are subscribed, "
                    + coveragePercent + " % are asked for (subscription.coverage-percent)");
        }
        if (nats.state() != NatsLink.State.CONNECTED) {
            problems.add("NATS is " + nats.state() + " (" + nats.lastError() + ")");
        }
        if (!duties.isCovered() && !anyTradingDay) {
            problems.add("the calendar ends before today: enter the holidays in config/calendar.yaml");
        }
        return problems;
    }

    private void account(MarketDataSource source, List<String> problems) {
        if (source.state() != SourceState.READY) {
            problems.add(Lines.text(source));
            return;
        }
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(duties.tradingDay());
        String theirs = source.status().tradingDay();
        if (!anyTradingDay && !theirs.isEmpty() && !theirs.equals(day)) {
            problems.add("account " + source.account() + " is logged in for trading day " + theirs
                    + ", the calendar says " + day + ": ./ctpfeed premarket, or mend config/calendar.yaml");
        }
    }
}
