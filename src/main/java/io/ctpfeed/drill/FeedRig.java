package io.ctpfeed.drill;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.publish.PublishCounters;
import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.InstrumentProgress;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.standin.StandInLibrary;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.standin.market.Timetable;
import io.ctpfeed.tick.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * All that a tick passes, without a reader: a nats-server, the stand-in fronts in a process of their own, and the service
 * on the given routes with one account for each front. One thread.
 */
public final class FeedRig implements AutoCloseable {
    /** The accounts, one for each front. */
    public static final List<String> ACCOUNTS = List.of("primary", "backup");

    /** Each account carries a half of the market, instead of all of it. */
    public static final Map<String, String> HALVES =
            Map.of("ctp.accounts.primary.share", "1/2", "ctp.accounts.backup.share", "2/2");

    private static final long LOOK_MILLIS = 20;

    private final Closing opened = new Closing();
    private final FeedTrial.Plan plan;
    private final Path scratch;
    private final List<NatsServer> nats;
    private final Fronts fronts;
    private FeedService service;

    /** Starts the server and the fronts, all in one process; the market stands still. */
    public FeedRig(FeedTrial.Plan plan) throws Exception {
        this(plan, false, 1);
    }

    /**
     * @param apart whether each front has a process of its own
     * @param natsNodes nats-servers, more than one as a cluster
     */
    public FeedRig(FeedTrial.Plan plan, boolean apart, int natsNodes) throws Exception {
        this.plan = plan;
        StandInLibrary.use();
        try {
            scratch = Files.createTempDirectory(scratchPrefix());
            opened.later(() -> Folders.delete(scratch));
            nats = natsServers(natsNodes);
            nats.forEach(opened::later);
            StandInOptions market = plan.market().withPace(Pace.onCommand());
            fronts = opened.later(apart ? Fronts.apart(market) : Fronts.together(market));
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** How the scratch directories of this process begin; others on this machine may try a feed as well. */
    public static String scratchPrefix() {
        return "ctpfeed-trial" + ProcessHandle.current().pid() + "-";
    }

    /** As in service, where the configuration has a server's; a benchmark measures the feed, not the server's disk. */
    private List<NatsServer> natsServers(int nodes) throws IOException, InterruptedException {
        Path config = plan.configDir().resolve("nats.conf");
        if (nodes > 1) {
            return NatsServer.cluster(nodes, config, scratch);
        }
        return List.of(
                plan.purpose() == Purpose.BENCH || !Files.exists(config)
                        ? new NatsServer()
                        : new NatsServer(config, scratch.resolve("nats")));
    }

    /** Starts the service; who wants to read all that it publishes has subscribed by now. */
    public void startService() throws Exception {
        followMarket();
        ConfigSource source = ConfigSource.of(plan.home(), properties());
        service = opened.later(FeedService.start(new FeedService.Request(
                plan.configDir(), plan.routesDir(), source, FeedConfig.of(source), plan.purpose())));
    }

    /** The process's clock says what the market's says: of an hour ago, its ticks would be stale. */
    public void followMarket() {
        long first =
                Timetable.frameFrom(plan.market().tradingDay(), plan.market().start());
        WallClock.startAt(MarketTime.epochNanos(Timetable.time(first)));
        opened.later(WallClock::real);
    }

    /** @return null before {@link #startService} */
    public FeedService service() {
        return service;
    }

    /** The process of the first front, or of all. */
    public StandInProcess standIn() {
        return fronts.process(1);
    }

    public Fronts fronts() {
        return fronts;
    }

    /** Where the service keeps its state and takes commands. */
    public Path runDir() {
        return scratch.resolve("run");
    }

    /** The server, or the first of them. */
    public NatsServer nats() {
        return nats.get(0);
    }

    public List<NatsServer> natsNodes() {
        return nats;
    }

    /** Of all servers, separated by commas. */
    public String natsUrl() {
        return nats.stream().map(NatsServer::url).collect(Collectors.joining(","));
    }

    public FeedTrial.Plan plan() {
        return plan;
    }

    /** A directory that is deleted at the end. */
    public Path scratch() {
        return scratch;
    }

    /** Waits until each account has all that it wants, and the accounts together the whole market. */
    public void awaitSubscribed(Duration limit) throws InterruptedException, TimeoutException {
        int all = plan.market().instruments();
        await(limit, "subscriptions of " + all + " instruments", () -> isSubscribed(all));
    }

    private boolean isSubscribed(int all) {
        boolean complete = service.sources().all().stream()
                .filter(source -> service.mode(source.account()) != LineMode.OFF)
                .map(MarketDataSource::status)
                .allMatch(status -> status.wanted() > 0 && status.acknowledged() == status.wanted());
        return complete && acknowledged() == all;
    }

    /** Instruments acknowledged to an account at least. */
    public int acknowledged() {
        Set<String> found = new HashSet<>();
        service.sources().all().forEach(source -> source.progress().values().stream()
                .filter(progress -> progress.step() == InstrumentProgress.Step.ACKNOWLEDGED)
                .forEach(progress -> found.add(progress.instrumentId())));
        return found.size();
    }

    /** Lets the market go at a pace, or stand still. */
    public void pace(Pace pace) {
        fronts.command("pace " + pace);
    }

    /** Ticks the rings took. */
    public long received() {
        return service.sources().all().stream()
                .mapToLong(source -> source.ring().offered())
                .sum();
    }

    /** Ticks that wait in the rings, to go on. */
    public int ringDepth() {
        return service.sources().all().stream()
                .filter(source -> service.mode(source.account()) == LineMode.HOT)
                .map(MarketDataSource::ring)
                .mapToInt(ring -> ring.depth())
                .sum();
    }

    public long published() {
        return service.natsTicks().counters().stream()
                .mapToLong(PublishCounters::published)
                .sum();
    }

    /** Distinct frames that a front sent, or owed and withheld by a fault; of fronts that are together. */
    public long sent() {
        return standIn().command("report").path("owed").asLong();
    }

    /** Waits for a condition. */
    public static void await(Duration limit, String what, BooleanSupplier condition)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(what + ": not within " + limit.toMillis() / 1000.0 + " s");
            }
            pause();
        }
    }

    /** Waits a moment, between two looks. */
    public static void pause() throws InterruptedException {
        new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws Exception {
        opened.close();
    }

    /** What the service is given over its file: fronts, server, run directory, what the plan says. */
    public Map<String, String> properties() {
        var account = plan.market().accounts().get(0);
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            String prefix = "ctp.accounts." + ACCOUNTS.get(i) + ".";
            properties.put(prefix + "fronts", fronts.marketDataAddress(i + 1));
            properties.put(prefix + "trader-fronts", fronts.traderAddress(i + 1));
            properties.put(prefix + "broker-id", account.brokerId());
            properties.put(prefix + "user-id", account.userId());
            properties.put(prefix + "password", account.password());
            properties.put(prefix + "app-id", account.appId());
            properties.put(prefix + "auth-code", account.authCode());
            properties.put(
                    prefix + "flow-dir",
                    scratch.resolve("flow-" + ACCOUNTS.get(i)).toString());
        }
        properties.put("nats.servers", natsUrl());
        properties.put("ops.http-port", "0"); // a trial may run beside a service
        properties.put("nats.monitoring-port", "0");
        properties.put("ops.run-dir", runDir().toString());
        properties.putAll(plan.extra());
        return properties;
    }
}
