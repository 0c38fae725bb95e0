package io.ctpfeed.service.subscribe;

import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.source.SubscriptionPace;
import io.ctpfeed.subscription.AuditLog;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.subscription.Inspector;
import io.ctpfeed.subscription.Placement;
import io.ctpfeed.subscription.RunAudit;
import io.ctpfeed.subscription.RunListener;
import io.ctpfeed.subscription.RunPlan;
import io.ctpfeed.subscription.RunResult;
import io.ctpfeed.subscription.RunSettings;
import io.ctpfeed.subscription.Silence;
import io.ctpfeed.subscription.SubscriptionRun;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscription runs of the service: one at a time for an account, each with its audit log and its events. Any thread.
 */
public final class Subscribing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribing.class);
    private static final long LOOK_MILLIS = 100;
    private static final long CLOSE_SECONDS = 10;

    private final Sources sources;
    private final EventSink events;
    private final Path auditDir;
    private final Placement placement = new Placement();
    private final Set<String> busy = new HashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "subscription-run");
        thread.setDaemon(true);
        return thread;
    });
    private volatile SubscriptionConfig config;
    private volatile Silence silence = (code, heardAt, now) -> Silence.Judgement.NOT_TRADING;
    private volatile Predicate<String> stoppedByHand = account -> false;
    private volatile Lineup lineup = Lineup.ALL_HOT;
    private final Inspector inspector;
    private volatile RunResult last;
    private volatile boolean closing;

    /** @param runDir of the feed: the audit logs lie below it */
    public Subscribing(
            SubscriptionConfig config, Path runDir, Sources sources, Instruments instruments, EventSink events) {
        this.config = config;
        this.auditDir = runDir.resolve("audit").resolve("subscription");
        this.sources = sources;
        this.events = events;
        this.inspector = new Inspector(
                code -> instruments.of(code).contract(),
                (code, heardAt, now) -> silence.judge(code, heardAt, now),
                placement);
    }

    /** The policy of subscription routes: {@code routePolicy: subscribeAtStart}. */
    public RunAtStart atStart() {
        return new RunAtStart(threads);
    }

    /**
     * What runs and inspections go by.
     *
     * @param silence of an instrument
     * @param stoppedByHand whether an account was
     * @param lineup accounts that are {@link LineMode#OFF} are passed over
     */
    public void judgeBy(Silence silence, Predicate<String> stoppedByHand, Lineup lineup) {
        this.lineup = lineup;
        this.silence = silence;
        this.stoppedByHand = stoppedByHand;
    }

    /** From now on; the pace from the next request on. */
    public void renew(SubscriptionConfig next) {
        config = next;
        sources.all().forEach(source -> source.pace(pace(next)));
    }

    public SubscriptionConfig config() {
        return config;
    }

    /** The last run that ended; null before. */
    public RunResult last() {
        return last;
    }

    /** A run on a thread of its own; waits its turn where the account is in another. */
    void start(Map<String, ? extends Collection<String>> should) {
        threads.execute(() -> {
            try {
                run(should, null, RunListener.NONE, () -> false);
            } catch (InterruptedException e) {
                LOG.debug("subscription run ended with the service");
            } catch (RuntimeException e) {
                LOG.error("subscription of {} failed: {}", should.keySet(), e.toString(), e);
            }
        });
    }

    /**
     * A run, after the accounts' earlier ones.
     *
     * @param should codes by account
     * @param override pace for this run alone; null: as configured
     * @param cancelled asked often
     */
    RunResult run(
            Map<String, ? extends Collection<String>> should,
            SubscriptionPace override,
            RunListener listener,
            BooleanSupplier cancelled)
            throws InterruptedException {
        BooleanSupplier over = () -> closing || cancelled.getAsBoolean();
        acquire(should.keySet(), over);
        try {
            return run(AuditLog.orNone(auditDir, config.auditRuns()), should, override, listener, over);
        } finally {
            release(should.keySet());
        }
    }

    /** What a run would do. */
    RunPlan plan(Map<String, ? extends Collection<String>> should, SubscriptionPace override) {
        return RunPlan.of(
                lines(),
                should,
                override == null ? 0 : override.batchInstruments(),
                override == null ? 0 : override.instrumentsPerSecond());
    }

    /** How the accounts compare with these lists. */
    public Inspection inspect(Map<String, ? extends Collection<String>> should) {
        List<Inspector.Subject> subjects = lines().stream()
                .map(line -> new Inspector.Subject(line, should.get(line.account())))
                .toList();
        return inspector.inspect(subjects, last);
    }

    /** The lists of the accounts' last runs; where there was none, what is wanted. */
    public Map<String, Collection<String>> lists() {
        Map<String, Collection<String>> lists = new LinkedHashMap<>();
        for (MarketDataSource source : needed()) {
            Collection<String> list = placement.list(source.account());
            Collection<String> should = list == null ? source.wanted() : list;
            if (!should.isEmpty()) {
                lists.put(source.account(), should);
            }
        }
        return lists;
    }

    /** Whether a run of that account is under way, or waits. */
    public boolean isBusy(String account) {
        synchronized (busy) {
            return busy.contains(account);
        }
    }

    @Override
    public void close() {
        closing = true;
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a subscription run did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RunResult run(
            RunAudit audit,
            Map<String, ? extends Collection<String>> should,
            SubscriptionPace override,
            RunListener listener,
            BooleanSupplier over)
            throws InterruptedException {
        String id = audit.run();
        List<SourceLine> lines = lines();
        SubscriptionRun run = new SubscriptionRun(id, settings(config), lines, should, placement, audit);
        String accounts = String.join(",", should.keySet());
        int instrumentCount =
                should.values().stream().mapToInt(Collection::size).sum();
        events.accept(FeedEvent.of(EventName.RUN_STARTED, accounts, "run", id, "instruments", instrumentCount));
        if (override != null) {
            lines.stream().filter(line -> should.containsKey(line.account())).forEach(line -> line.source()
                    .pace(override));
        }
        try {
            RunResult result = run.run(listener, over);
            last = result;
            ended(accounts, result);
            return result;
        } finally {
            if (override != null) {
                lines.forEach(line -> line.source().pace(pace(config)));
            }
        }
    }

    private void ended(String accounts, RunResult result) {
        events.accept(FeedEvent.of(
                result.complete() ? EventName.RUN_ENDED : EventName.RUN_CANCELLED,
                accounts,
                "run",
                result.run(),
                "exitCode",
                result.exitCode(),
                "coveragePercent",
                result.coveragePercent(),
                "rejected",
                result.accounts().stream()
                        .mapToInt(each -> each.rejected().size())
                        .sum(),
                "missing",
                result.accounts().stream()
                        .mapToInt(each -> each.missing().size())
                        .sum(),
                "retried",
                result.accounts().stream().mapToInt(each -> each.retried()).sum(),
                "overLimit",
                result.accounts().stream()
                        .mapToInt(each -> each.overLimit().size())
                        .sum(),
                "millis",
                result.elapsedMillis()));
    }

    private List<SourceLine> lines() {
        List<SourceLine> lines = new ArrayList<>();
        for (MarketDataSource source : needed()) {
            lines.add(new SourceLine(source, stoppedByHand));
        }
        return lines;
    }

    private List<MarketDataSource> needed() {
        return sources.all().stream()
                .filter(source -> lineup.mode(source.account()) != LineMode.OFF)
                .toList();
    }

    private void acquire(Set<String> accounts, BooleanSupplier over) throws InterruptedException {
        synchronized (busy) {
            while (accounts.stream().anyMatch(busy::contains)) {
                if (over.getAsBoolean()) {
                    throw new InterruptedException();
                }
                busy.wait(LOOK_MILLIS);
            }
            busy.addAll(accounts);
        }
    }

    private void release(Set<String> accounts) {
        synchronized (busy) {
            busy.removeAll(accounts);
            busy.notifyAll();
        }
    }

    private static RunSettings settings(SubscriptionConfig config) {
        return new RunSettings(
                config.ackDeadlineMillis(),
                config.retries(),
                config.retryBackoffMillis(),
                TimeUnit.SECONDS.toMillis(config.frontWaitSeconds()),
                config.coveragePercent());
    }

    /** As a source takes it. */
    public static SubscriptionPace pace(SubscriptionConfig config) {
        return new SubscriptionPace(
                config.batchInstruments(),
                config.instrumentsPerSecond(),
                config.inFlightInstruments(),
                config.ackDeadlineMillis());
    }
}
