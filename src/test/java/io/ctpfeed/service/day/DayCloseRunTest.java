package io.ctpfeed.service.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.ops.day.DayFigures;
import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayRecorder;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.quality.reconcile.ReconcileResult.Outcome;
import io.ctpfeed.quality.reconcile.Reconciliation;
import io.ctpfeed.source.IdleSource;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickStructs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayCloseRunTest {
    private static final LocalDate CLOSED = LocalDate.of(2026, 1, 5);

    @TempDir
    private Path folder;

    @Test
    void aDayThatCannotBeReconciledHasAReportAllTheSame() throws Exception {
        Instruments instruments = new Instruments();
        DayFiles files = new DayFiles(folder);
        DayRecorder recorder =
                new DayRecorder(moment -> LocalDate.of(2026, 1, 5), instruments, new OurSources(List::of), files, true);
        DayClose close = new DayClose(
                recorder,
                files,
                new OurSources(() -> {
                    throw new IllegalStateException("a fault of ours");
                }),
                instruments,
                moment -> LocalDate.of(2026, 1, 5),
                EventSink.NONE,
                Reconciliation.Patience.DEFAULT);
        assertThrows(IllegalStateException.class, () -> close.reconcile(""));

        assertTrue(Files.exists(close.run()));
    }

    @Test
    void untilTheNextSessionBeginsTheDayThatClosedIsReconciledAndReported() throws Exception {
        Instruments instruments = new Instruments();
        DayFiles files = new DayFiles(folder);
        files.write(figures(100));
        DayClose close = evening(files, instruments, new Front("20260105", 100));

        DayClose.Reconciled done = close.reconcile("");

        assertEquals(Outcome.CLEAN, done.result().outcome(), done.result().text());
        assertEquals(CLOSED, done.tradingDay());
        assertTrue(done.closed());
        assertEquals(
                Outcome.CLEAN, files.read(CLOSED).orElseThrow().reconciliation().outcome());
        assertEquals(CLOSED.toString(), close.report().tradingDay());
        assertEquals(1, close.report().publishedInstruments());

        DayClose.Reconciled lost =
                evening(files, instruments, new Front("20260105", 103)).reconcile("");
        assertEquals(3, lost.result().missingLots());
    }

    @Test
    void aFrontThatHasGoneOnToTheNextDayProvesNothingOfTheOneBefore() throws Exception {
        DayFiles files = new DayFiles(folder);
        files.write(figures(100));

        ReconcileResult result = evening(files, new Instruments(), new Front("20260106", 0))
                .reconcile("")
                .result();

        assertEquals(Outcome.NOT_PROVEN, result.outcome(), result.text());
        assertTrue(result.text().contains("on trading day 20260106 already"), result.text());
    }

    @Test
    void withoutARecordOfTheDayThatClosedTheOneUnderWayIsMeant() throws Exception {
        DayClose close = evening(new DayFiles(folder), new Instruments(), new Front("20260106", 0));
        assertEquals("2026-01-06", close.report().tradingDay());
        assertFalse(close.reconcile("").closed());
    }

    /** Monday's close is over, Tuesday's first session has not begun. */
    private static DayClose evening(DayFiles files, Instruments instruments, Front front) {
        Sources sources = new OurSources(() -> List.of(front));
        return new DayClose(
                new DayRecorder(moment -> LocalDate.of(2026, 1, 6), instruments, sources, files, true),
                files,
                sources,
                instruments,
                moment -> CLOSED,
                EventSink.NONE,
                new Reconciliation.Patience(1, 0, 0));
    }

    private static DayFigures figures(int volume) {
        return new DayFigures(
                CLOSED.toString(),
                true,
                1,
                "2026-01-05T10:00:00Z",
                List.of(),
                Map.of(),
                List.of(new DayFigures.InstrumentDay("rb2610", "SHFE", 1, 1, volume, null, null)),
                Map.of(),
                0,
                List.of(),
                null);
    }

    /** It has futures: one, of that volume. */
    private static final class Front extends IdleSource {
        private final String tradingDay;
        private final int volume;

        Front(String tradingDay, int volume) {
            super("primary", 0, 1 << 12);
            this.tradingDay = tradingDay;
            this.volume = volume;
        }

        @Override
        public CompletableFuture<TickBatch> snapshot(String instrumentId, char productClass) {
            TickBatch batch = new TickBatch(1);
            if (productClass == '1') {
                batch.append(TickStructs.ordinary("rb2610", volume), 0, 1, 0);
            }
            return CompletableFuture.completedFuture(batch);
        }

        @Override
        public SourceState state() {
            return SourceState.READY;
        }

        @Override
        public SourceStatus status() {
            return status(tradingDay, "", false, 1, 1, 1, 1, 1);
        }

        @Override
        public void start() {}

        @Override
        public CompletableFuture<Void> stop() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private record OurSources(Supplier<Collection<MarketDataSource>> given) implements Sources {
        @Override
        public MarketDataSource source(String account) {
            throw new IllegalArgumentException(account);
        }

        @Override
        public Collection<MarketDataSource> all() {
            return given.get();
        }
    }
}
