package io.ctpfeed.service.subscribe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.source.ctp.CtpAccount;
import io.ctpfeed.source.ctp.CtpLibrary;
import io.ctpfeed.source.ctp.CtpSettings;
import io.ctpfeed.source.ctp.CtpSource;
import io.ctpfeed.standin.StandIn;
import io.ctpfeed.standin.StandInLibrary;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.front.Front;
import io.ctpfeed.standin.front.Limits;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.subscription.AccountResult;
import io.ctpfeed.subscription.AuditLog;
import io.ctpfeed.subscription.RunListener;
import io.ctpfeed.subscription.RunResult;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on the real jctp over a stand-in front with the limits and the oddities of real ones. */
class SubscribingTest {
    private static CtpLibrary library;

    @TempDir
    private Path directory;

    private final Instruments instruments = new Instruments();
    private final Map<String, MarketDataSource> sources = new TreeMap<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<FeedEvent> met = new ArrayList<>();
    private LimitWatch limitWatch;
    private volatile boolean draining = true;
    private StandIn standIn;
    private Front front;
    private Subscribing subscribing;

    @BeforeAll
    static void load() {
        StandInLibrary.use();
        library = CtpLibrary.load(true);
    }

    @AfterEach
    void closeAll() throws Exception {
        draining = false;
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void swallowedAcknowledgementsAreNotMissingAndRefusedCodesAreNamed() throws Exception {
        swallowedAndRefused(600, Limits.REAL, 5);
    }

    @Test
    @Tag("long")
    void theWholeMarketOnAFrontWithTheLimitsOfARealOne() throws Exception {
        swallowedAndRefused(20_000, Limits.REAL, 20);
    }

    private void swallowedAndRefused(int count, Limits limits, int refused) throws Exception {
        open(count, limits, Map.of());
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < refused; i++) {
            bad.add(codes().get(i * (count / refused)));
        }
        front.faults().rejectInstruments(bad);
        front.faults().swallowAcknowledgements(34);

        RunResult result = run("a", codes());

        AccountResult account = result.accounts().get(0);
        assertTrue(front.faults().happened("swallowed-acknowledgement") > count / 40);
        assertEquals(0, front.faults().happened("kicked-subscribing"), "it was thrown out");
        assertEquals(7, result.exitCode());
        assertEquals(List.of(), account.missing());
        assertEquals(
                bad.stream().sorted().toList(),
                account.rejected().stream()
                        .map(each -> each.instrument())
                        .sorted()
                        .toList());
        assertTrue(
                account.rejected().get(0).message().contains("CTP"),
                account.rejected().toString());
        assertEquals(count - refused, account.subscribed());
        assertEquals(0, account.disconnects());
        assertEquals(List.of(), account.overLimit());
        Map<String, Integer> events = audit(result);
        assertEquals(count, events.get("sent"));
        assertEquals(refused, events.get("rejected"));
        assertEquals(count - refused, events.get("acknowledged") + events.get("ticking"));
    }

    @Test
    void beingThrownOutSlowsDownIsCountedAndEndsComplete() throws Exception {
        open(
                300,
                Limits.NONE.with("subscriptionsPerSecond", 150).with("reconnectMillis", 20),
                Map.of("subscription.batch-instruments", "100", "subscription.instruments-per-second", "2000"));
        RunResult result = run("a", codes());
        AccountResult account = result.accounts().get(0);
        assertEquals(0, result.exitCode(), account.toString());
        assertEquals(300, account.subscribed());
        assertTrue(account.disconnects() > 0, "the front never threw it out");
        assertTrue(!account.overLimit().isEmpty(), account.toString());
        assertTrue(sources.get("a").pace().slowDowns() > 0);
        assertEquals(List.of("slowed-down"), told());
    }

    @Test
    void tooManyRequestsASecondAreSentAgainMoreSlowly() throws Exception {
        open(200, Limits.NONE.with("requestsPerSecond", 5), Map.of("subscription.batch-instruments", "10"));
        RunResult result = run("a", codes());
        AccountResult account = result.accounts().get(0);
        assertEquals(0, result.exitCode(), account.toString());
        assertTrue(account.tooManyASecond() > 0, account.toString());
        assertEquals(account.tooManyASecond(), account.overLimit().size());
        assertTrue(sources.get("a").pace().instrumentsPerSecond() < 1_000);
        assertEquals(List.of("limit-hit"), told());
        FeedEvent event = met.get(0);
        assertEquals(sources.get("a").pace().tooManyASecond(), event.details().get("tooManyASecond"));
        assertEquals(List.of("limit-hit"), told(), "nothing new");
    }

    @Test
    void whatAFullSessionRefusesIsCarriedByAnotherAccount() throws Exception {
        open(150, Limits.NONE.with("instruments", 100), Map.of("subscription.batch-instruments", "40"));
        source("b");
        awaitReady("b");
        RunResult result = run("a", codes());
        assertEquals(0, result.exitCode(), result.toString());
        assertEquals(50, result.accounts().get(0).moved());
        assertEquals(100, sources.get("a").wanted().size());
        assertEquals(50, sources.get("b").wanted().size());
        assertEquals(List.of("limit-session-full"), told());
        assertEquals("a", met.get(0).source());
    }

    @Test
    void aCancelledRunLeavesAValidLog() throws Exception {
        open(
                300,
                Limits.NONE,
                Map.of("subscription.batch-instruments", "10", "subscription.instruments-per-second", "20"));
        RunResult result = subscribing.run(
                Map.of("a", codes()),
                null,
                RunListener.NONE,
                () -> sources.get("a").status().acknowledged() >= 10);
        assertEquals(false, result.complete());
        assertTrue(audit(result).get("sent") >= 10);
        assertTrue(Files.readString(log(result).resolve(AuditLog.SUMMARY)).contains("\"complete\" : false"));
    }

    private RunResult run(String account, List<String> codes) throws Exception {
        return subscribing.run(Map.of(account, codes), null, RunListener.NONE, () -> false);
    }

    /** What is said of limits, up to now. */
    private List<String> told() {
        limitWatch.look();
        return met.stream().map(FeedEvent::name).toList();
    }

    private Path log(RunResult result) {
        return directory.resolve("audit/subscription").resolve(result.run());
    }

    /** How often each event is in the log. */
    private Map<String, Integer> audit(RunResult result) throws Exception {
        Map<String, Integer> events = new HashMap<>(Map.of("ticking", 0));
        for (String line : Files.readAllLines(log(result).resolve(AuditLog.REQUESTS))) {
            String[] fields = line.split(",", -1);
            assertEquals(12, fields.length, line);
            events.merge(fields[4], 1, Integer::sum);
        }
        return events;
    }

    private void open(int size, Limits limits, Map<String, String> properties) throws Exception {
        standIn = opened(StandIn.start(StandInOptions.DEFAULT
                .withInstruments(size)
                .withFronts(1)
                .withPace(Pace.onCommand())
                .withLimits(limits)));
        front = standIn.front(1);
        SubscriptionConfig config = SubscriptionConfig.of(ConfigSource.of(directory, properties));
        Sources all = new Sources() {
            @Override
            public MarketDataSource source(String account) {
                return sources.get(account);
            }

            @Override
            public Collection<MarketDataSource> all() {
                return sources.values();
            }
        };
        subscribing = opened(new Subscribing(config, directory, all, instruments, event -> {}));
        limitWatch = new LimitWatch(all, met::add);
        source("a");
        subscribing.renew(config);
        awaitReady("a");
    }

    private void source(String name) {
        CtpSource source = opened(new CtpSource(
                new CtpAccount(
                        name,
                        List.of(front.marketDataAddress()),
                        List.of(),
                        "9999",
                        "standin",
                        () -> "standin",
                        "ctpfeed",
                        () -> "",
                        directory.resolve("flow-" + name)),
                0,
                CtpSettings.defaults().withTimeouts(5_000, 5_000, 20),
                instruments,
                library));
        sources.put(name, source);
        Thread reader = new Thread(() -> drain(source), "reader-" + name);
        reader.setDaemon(true);
        opened.add(reader::join);
        reader.start();
        source.start();
    }

    private void awaitReady(String name) {
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> sources.get(name).status().logins() > 0);
    }

    /** What the service's draining thread does. */
    private void drain(CtpSource source) {
        while (draining) {
            TickBatch batch = source.ring().peek(512);
            if (batch == null) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            for (Tick tick : batch) {
                tick.instrumentIndex(instruments
                        .of(tick.buffer(), tick.offset() + TickLayout.INSTRUMENT_ID)
                        .index());
            }
            source.observed(batch);
            source.ring().release(batch.size());
        }
    }

    private List<String> codes() {
        return standIn.market().universe().contracts().stream()
                .map(Contract::instrumentId)
                .toList();
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }
}
