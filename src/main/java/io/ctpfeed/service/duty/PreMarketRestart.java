package io.ctpfeed.service.duty;

import io.ctpfeed.config.PreMarketMode;
import io.ctpfeed.ops.DutyMetrics;
import io.ctpfeed.service.duty.Lines.Subscribed;
import io.ctpfeed.service.duty.Problem.Kind;
import io.ctpfeed.service.duty.RestartResult.Outcome;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The restart before each session, bean {@code preMarketRestart} of the routes: fresh sessions, fresh contract list, all
 * subscribed. Any thread; one at a time, which takes as long as the fronts need.
 */
public final class PreMarketRestart {
    private static final Logger LOG = LoggerFactory.getLogger(PreMarketRestart.class);
    private static final String SOURCE = "premarket";

    private final Lines lines;
    private final DayDuties duties;
    private final Subscriptions subscriptions;
    private final ServiceEnd service;
    private final EventSink events;
    private final DutyMetrics metrics;
    private final Ending ending;
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private final ReentrantLock one = new ReentrantLock();

    PreMarketRestart(
            Lines lines,
            DayDuties duties,
            Subscriptions subscriptions,
            ServiceEnd service,
            EventSink events,
            DutyMetrics metrics,
            Ending ending) {
        this.lines = lines;
        this.duties = duties;
        this.subscriptions = subscriptions;
        this.service = service;
        this.events = events;
        this.metrics = metrics;
        this.ending = ending;
    }

    /**
     * Restarts, and tries again what failed, as long as the window is open. Tells the result by event, log and metric.
     *
     * @param mode sources, service or none
     * @param readySeconds time each account has to be back
     * @param pauseSeconds between tries
     * @param windowSeconds no new try so long after the first; 0: one try
     * @param coveragePercent how much of what should be subscribed is enough
     * @param byHand whether somebody asked for it: then it is done where mode is none, too; null: no
     * @param force whether it may be done within a session; null: no
     * @throws InterruptedException if the service ends meanwhile
     */
    public RestartResult run(
            String mode,
            int readySeconds,
            int pauseSeconds,
            int windowSeconds,
            int coveragePercent,
            Boolean byHand,
            Boolean force)
            throws InterruptedException {
        PreMarketMode what = PreMarketMode.valueOf(mode.toUpperCase(Locale.ROOT));
        boolean forced = Boolean.TRUE.equals(force);
        if (what == PreMarketMode.NONE && !Boolean.TRUE.equals(byHand)) {
            return told(without(Outcome.SKIPPED, List.of()));
        }
        Optional<String> trading = duties.trading(MarketTime.localNow());
        if (!forced && trading.isPresent()) {
            return told(without(
                    Outcome.REFUSED, List.of(new Problem(Kind.OTHER, "a session is under way: " + trading.get()))));
        }
        if (!one.tryLock()) {
            return told(without(Outcome.REFUSED, List.of(new Problem(Kind.OTHER, "another restart is under way"))));
        }
        try {
            List<Problem> obstacles = List.of();
            if (what == PreMarketMode.SERVICE) {
                obstacles = obstacles();
                if (obstacles.isEmpty()) {
                    RestartResult result = told(without(Outcome.SERVICE_ENDS, List.of()));
                    service.end();
                    return result;
                }
            }
            SourceRestart restart = new SourceRestart(
                    lines,
                    new SourceRestart.Limits(TimeUnit.SECONDS.toMillis(readySeconds), coveragePercent),
                    () -> forced || !duties.inSession(),
                    ending,
                    this::progress);
            return told(sources(restart, obstacles, pauseSeconds, windowSeconds, coveragePercent));
        } finally {
            one.unlock();
        }
    }

    /** @param watcher told what happens, a line each, by the thread that restarts */
    void addWatcher(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    void removeWatcher(Consumer<String> watcher) {
        watchers.remove(watcher);
    }

    private void progress(String text) {
        LOG.info("pre-market: {}", text);
        watchers.forEach(watcher -> watcher.accept(text));
    }

    private List<Problem> obstacles() {
        return service.obstacles().stream()
                .map(text -> new Problem(Kind.OTHER, "only the accounts were restarted, not the service: " + text))
                .toList();
    }

    private RestartResult sources(
            SourceRestart restart, List<Problem> obstacles, int pauseSeconds, int windowSeconds, int coveragePercent)
            throws InterruptedException {
        long begin = System.nanoTime();
        Set<String> renewed = new HashSet<>();
        for (int tries = 1; ; tries++) {
            List<Problem> problems = new ArrayList<>(restart.run());
            problems.addAll(renew(renewed, coveragePercent));
            long elapsed = System.nanoTime() - begin;
            boolean last = elapsed + TimeUnit.SECONDS.toNanos(pauseSeconds) > TimeUnit.SECONDS.toNanos(windowSeconds);
            if (problems.isEmpty() || last) {
                problems.addAll(restart.blocked());
                problems.addAll(obstacles);
                return new RestartResult(
                        problems.isEmpty() ? Outcome.DONE : Outcome.FAILED,
                        List.copyOf(new TreeSet<>(restart.done())),
                        leftAlone(),
                        List.copyOf(problems),
                        tries,
                        lines.subscribed().percent(),
                        TimeUnit.NANOSECONDS.toMillis(elapsed));
            }
            String failed = "try " + tries + ": "
                    + String.join("; ", problems.stream().map(Problem::text).toList()) + "; the next in "
                    + pauseSeconds + " s";
            LOG.warn("pre-market: {}", failed);
            watchers.forEach(watcher -> watcher.accept(failed));
            ending.pause(TimeUnit.SECONDS.toMillis(pauseSeconds));
        }
    }

    /**
     * Renews what is there: an account that stays away is no reason why the others should begin the session with yesterday's
     * list.
     *
     * @param renewed accounts that need it no more; grows
     */
    private List<Problem> renew(Set<String> renewed, int coveragePercent) {
        List<MarketDataSource> ready = lines.ready();
        List<String> due = ready.stream()
                .map(MarketDataSource::account)
                .filter(account -> !renewed.contains(account))
                .toList();
        List<Problem> problems = new ArrayList<>();
        if (!due.isEmpty()) {
            boolean all = due.size() == lines.wanted().size();
            progress("renewing contract list and subscription" + (all ? "" : " of " + String.join(", ", due)));
            problems.addAll(subscriptions.renew(all ? List.of() : due));
            problems.addAll(coverage(ready, coveragePercent));
        }
        if (problems.isEmpty()) {
            renewed.addAll(due);
        }
        return problems;
    }

    private static List<Problem> coverage(List<MarketDataSource> ready, int percent) {
        Subscribed now =
                Subscribed.of(ready.stream().map(MarketDataSource::status).toList());
        return now.atLeast(percent)
                ? List.of()
                : List.of(new Problem(
                        Kind.COVERAGE,
                        now.there() + " of " + now.wanted() + " instruments are subscribed, " + percent
                                + " % are asked for (subscription.coverage-percent)"));
    }

    private List<String> leftAlone() {
        return lines.held().stream().map(Lines::text).toList();
    }

    private RestartResult without(Outcome outcome, List<Problem> problems) {
        return new RestartResult(
                outcome, List.of(), leftAlone(), problems, 0, lines.subscribed().percent(), 0);
    }

    private RestartResult told(RestartResult result) {
        metrics.restarted(result.outcome().token());
        switch (result.outcome()) {
            case FAILED -> LOG.error("pre-market: {}", result.text());
            case REFUSED -> LOG.warn("pre-market: {}", result.text());
            default -> LOG.info("pre-market: {}", result.text());
        }
        EventName name =
                switch (result.outcome()) {
                    case DONE -> EventName.PASSED;
                    case FAILED -> EventName.FAILED;
                    case SKIPPED -> EventName.SKIPPED;
                    case REFUSED -> EventName.REFUSED;
                    case SERVICE_ENDS -> EventName.SERVICE_ENDS;
                };
        events.accept(FeedEvent.of(
                name,
                SOURCE,
                "restarted",
                result.restarted(),
                "leftAlone",
                result.leftAlone(),
                "problems",
                result.problems().stream().map(Problem::text).toList(),
                "tries",
                result.tries(),
                "coveragePercent",
                result.coveragePercent(),
                "elapsedMillis",
                result.elapsedMillis()));
        return result;
    }
}
