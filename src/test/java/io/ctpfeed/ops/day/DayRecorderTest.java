package io.ctpfeed.ops.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ctpfeed.quality.reconcile.Published;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.Contracts;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickStructs;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayRecorderTest {
    private static final byte[] MESSAGE = {};
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    @TempDir
    private Path folder;

    private final AtomicReference<LocalDate> today = new AtomicReference<>(MONDAY);
    private Instruments instruments = new Instruments();
    private DayRecorder recorder;

    @BeforeEach
    void start() {
        instruments = new Instruments(); // a new process: other indexes
        instruments.of("another");
        instruments.learn(List.of(
                Contracts.of("rb2610", "SHFE"), Contracts.of("IF2610", "CFFEX"), Contracts.of("x1", "NOWHERE")));
        recorder = new DayRecorder(
                moment -> java.util.Objects.requireNonNull(today.get(), "no calendar"),
                instruments,
                new NoSources(),
                new DayFiles(folder),
                true);
    }

    @Test
    void ticksAreCountedByExchangeAndMinuteAndTheSumIsTheWhole() {
        tick("rb2610", 1, "2026-01-04T21:00:10");
        tick("rb2610", 2, "2026-01-04T21:00:50");
        tick("rb2610", 3, "2026-01-05T09:00:00");
        tick("IF2610", 1, "2026-01-05T09:30:00");
        tick("zz9999", 1, "2026-01-05T09:30:00");
        tick("x1", 1, "2026-01-05T09:30:59");

        DayReport report = DayReport.of(recorder.figures());

        assertEquals(6, report.publishedTicks());
        assertEquals(4, report.publishedInstruments());
        assertEquals(
                Map.of("SHFE", 3L, "CFFEX", 1L, "UNKNOWN", 2L),
                report.exchanges().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                DayReport.ExchangeDay::exchange, DayReport.ExchangeDay::ticks)));
        DayReport.ExchangeDay shfe = report.exchanges().get(0);
        assertEquals("21:00 2", shfe.busiestMinute() + " " + shfe.ticksInIt());
        assertEquals(
                List.of("21:00", "09:00", "09:30"),
                report.minutes().stream()
                        .filter(minute -> !minute.ticks().isEmpty())
                        .map(DayFigures.Minute::at)
                        .toList(),
                "the night first");
        assertEquals("IF2610", report.quietest().get(0).instrumentId());
    }

    @Test
    void theLastTickOfAnInstrumentIsKnown() {
        tick("rb2610", 10, "2026-01-05T09:00:00");
        tick("rb2610", 12, "2026-01-05T09:00:01");

        Published last = recorder.last(instruments.of("rb2610"));

        assertEquals(2, last.ticks());
        assertEquals(12, last.volume());
        assertEquals(MarketTime.epochNanos(LocalDateTime.parse("2026-01-05T09:00:01")), last.at());
        assertNull(recorder.last(instruments.of("IF2610")));
    }

    @Test
    void aRestartGoesOnWithTheDay() {
        tick("rb2610", 10, "2026-01-05T09:00:00");
        recorder.accept(FeedEvent.of(EventName.RING_OVERFLOW, "primary", "ticks", 5));
        recorder.accept(FeedEvent.of(EventName.GAP_OPENED, "primary", "recoveredBy", List.of()));
        recorder.accept(FeedEvent.of(EventName.GAP_OPENED, "primary", "recoveredBy", List.of("backup")));
        recorder.save();

        start();
        tick("rb2610", 11, "2026-01-05T09:00:30");
        tick("IF2610", 1, "2026-01-05T09:30:00");
        DayReport report = DayReport.of(recorder.figures());

        assertEquals(3, report.publishedTicks());
        assertEquals(2, report.exchanges().get(0).ticksInIt(), "of the same minute");
        assertEquals(1, report.incidents().restarts());
        assertEquals(5, report.incidents().gapTicks());
        assertEquals(1, report.incidents().gaps());
        assertEquals(2, recorder.last(instruments.of("rb2610")).ticks());
        assertEquals(11, recorder.last(instruments.of("rb2610")).volume());
    }

    @Test
    void theNextTradingDayBeginsAnewAndTheOldOneStays() throws Exception {
        tick("rb2610", 10, "2026-01-05T15:00:00");
        today.set(MONDAY.plusDays(1));
        tick("rb2610", 1, "2026-01-05T21:00:00");
        tick("rb2610", 2, "2026-01-05T21:00:00");
        recorder.save();

        DayFiles files = new DayFiles(folder);
        assertEquals(1, DayReport.of(files.read(MONDAY).orElseThrow()).publishedTicks());
        assertEquals(
                2, DayReport.of(files.read(MONDAY.plusDays(1)).orElseThrow()).publishedTicks());
        assertEquals(List.of(MONDAY, MONDAY.plusDays(1)), files.days());
    }

    @Test
    void aCalendarThatRanOutCostsNothingThatIsCounted() {
        tick("rb2610", 10, "2026-01-05T15:00:00");
        today.set(null);
        tick("rb2610", 11, "2026-01-05T15:01:00");
        recorder.accept(FeedEvent.of(EventName.RING_OVERFLOW, "", "ticks", 1));

        DayReport report = DayReport.of(recorder.figures());
        assertEquals("2026-01-05", report.tradingDay());
        assertEquals(2, report.publishedTicks());
        assertEquals(1, report.incidents().gapTicks());
    }

    @Test
    void aRecordThatCannotBeReadIsSetAside() throws Exception {
        Path file = new DayFiles(folder).day(MONDAY);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"tradingDay\":");

        start();
        tick("rb2610", 10, "2026-01-05T09:00:00");
        recorder.save();

        assertEquals(
                1, DayReport.of(new DayFiles(folder).read(MONDAY).orElseThrow()).publishedTicks());
        assertEquals("{\"tradingDay\":", Files.readString(file.resolveSibling(file.getFileName() + ".unreadable")));
    }

    @Test
    void aSessionThatBrokeIsADisconnectATryThatFailedIsNone() {
        recorder.accept(status(EventName.DISCONNECTED, "READY"));
        recorder.accept(status(EventName.DISCONNECTED, "CONNECTING"));
        recorder.accept(status(EventName.DISCONNECTED, "CONNECTING"));
        recorder.accept(FeedEvent.of(EventName.NATS_DISCONNECTED, "nats", "error", "gone"));
        recorder.accept(new FeedEvent(FeedEvent.Kind.FAILOVER, "switched", "backup", Instant.now(), Map.of()));
        recorder.accept(FeedEvent.of(EventName.LIMIT_HIT, "primary", "code", -3));
        recorder.accept(FeedEvent.of(EventName.EDIT_REFUSED, ""));
        recorder.accept(FeedEvent.of(EventName.PASSED, "", "coverage", "100 %"));

        DayReport report = DayReport.of(recorder.figures());

        assertEquals(new DayReport.Incidents(1, 2, 1, 1, 1, 0, 0, 1, 0, 0), report.incidents());
        assertEquals("100 %", report.checkpoints().get(0).details().get("coverage"));
    }

    @Test
    void theFirstEventsAreKeptAndAllAreCounted() {
        for (int i = 0; i < DayEvents.KEPT + 10; i++) {
            recorder.accept(FeedEvent.of(EventName.RING_OVERFLOW, "", "ticks", 1));
        }
        DayReport report = DayReport.of(recorder.figures());
        assertEquals(DayEvents.KEPT, report.events().size());
        assertEquals(DayEvents.KEPT + 10, report.incidents().gapTicks());
    }

    @Test
    void whatTheJournalKeptIsNotLost() {
        recorder.accept(FeedEvent.of(EventName.OUTAGE_ENDED, "nats", "ticks", 7L, "lost", 0L));
        recorder.accept(FeedEvent.of(EventName.OUTAGE_FILLED, "nats", "ticks", 7L, "lost", 0L));
        recorder.accept(FeedEvent.of(EventName.JOURNAL_LOST, "nats", "ticks", 3L));

        assertEquals(3, DayReport.of(recorder.figures()).incidents().gapTicks());
    }

    @Test
    void aTickAllocatesNothing() {
        Instrument instrument = instruments.of("rb2610");
        TickBatch batch = batch("rb2610", 1, "2026-01-05T09:00:00");
        Tick view = batch.get(0);
        recorder.published(view, instrument, MESSAGE); // the minute's first asks the calendar
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            recorder.published(view, instrument, MESSAGE);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 100_000, allocated + " bytes for 100,000 ticks");
    }

    private static FeedEvent status(EventName name, String from) {
        return FeedEvent.of(name, "primary", "from", from, "reason", "test");
    }

    private void tick(String code, int volume, String at) {
        recorder.published(batch(code, volume, at).get(0), instruments.of(code), MESSAGE);
    }

    private static TickBatch batch(String code, int volume, String at) {
        TickBatch batch = new TickBatch(1);
        batch.append(TickStructs.ordinary(code, volume), 0, MarketTime.epochNanos(LocalDateTime.parse(at)), 0);
        return batch;
    }

    /** Thrown on, it would end the thread that saves every minute. */
    @Test
    void whatCannotBeLookedAtIsSavedAnewTheNextTime() {
        AtomicReference<RuntimeException> fault = new AtomicReference<>(new IllegalStateException("ours"));
        DayRecorder second = new DayRecorder(
                moment -> MONDAY,
                instruments,
                new NoSources() {
                    @Override
                    public Collection<MarketDataSource> all() {
                        if (fault.get() != null) {
                            throw fault.get();
                        }
                        return super.all();
                    }
                },
                new DayFiles(folder),
                true);

        second.save();
        assertFalse(Files.exists(new DayFiles(folder).day(MONDAY)));

        fault.set(null);
        second.save();
        assertTrue(Files.exists(new DayFiles(folder).day(MONDAY)));
    }

    private static class NoSources implements Sources {
        @Override
        public MarketDataSource source(String account) {
            throw new IllegalArgumentException(account);
        }

        @Override
        public Collection<MarketDataSource> all() {
            return List.of();
        }
    }
}
