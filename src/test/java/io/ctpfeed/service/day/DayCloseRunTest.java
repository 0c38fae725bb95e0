package io.ctpfeed.service.day;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.ops.day.DayFiles;
import io.ctpfeed.ops.day.DayRecorder;
import io.ctpfeed.quality.reconcile.Reconciliation;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayCloseRunTest {
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
                EventSink.NONE,
                Reconciliation.Patience.DEFAULT);
        assertThrows(IllegalStateException.class, () -> close.reconcile(""));

        assertTrue(Files.exists(close.run()));
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
