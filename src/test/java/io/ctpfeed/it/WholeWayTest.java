package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.drill.TrialResult;
import io.ctpfeed.quality.arbitration.ArbitrationCounters;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.TickFlaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the front to a subscriber of NATS, and nothing is left of it afterwards. */
class WholeWayTest {
    @TempDir
    private Path folder;

    @Test
    void everyTickArrivesOnceUnalteredAndInOrderAndNothingIsLeftBehind() throws Exception {
        Set<Long> processesBefore = children();
        Set<Path> filesBefore = trialFiles();
        Set<String> threadsBefore = feedThreads();

        try (FeedRig rig =
                new FeedRig(folder, StandInOptions.DEFAULT.withInstruments(1_000), FeedRig.HOT).subscribed()) {
            rig.flowing(5_000);
            FeedRig.await("10,000 ticks").until(() -> rig.trial().verifier().distinct() > 10_000);

            TrialResult result = rig.flawless();

            assertTrue(result.sent() > 10_000, result.toString());
            assertEquals(
                    0,
                    result.misclassified(),
                    () -> String.join("\n", rig.trial().verifier().examples()));
            assertTrue(rig.trial().verifier().classified() > 10_000);
            assertEquals(
                    result.received(),
                    java.util.Arrays.stream(TickClass.values())
                            .mapToLong(rig.service().quality().classification().counted()::count)
                            .sum());
            assertEquals(List.of(), rig.events().named("gap-opened"));
            assertEquals(result.published(), result.readBack());
            assertEquals(result.published() * 2, result.received(), "each line brought all of it");
            for (String account : List.of("primary", "backup")) {
                MarketDataSource line = rig.source(account);
                assertEquals(1_000, line.status().wanted());
                ArbitrationCounters counted =
                        rig.service().quality().arbitration().counted(line.line());
                assertEquals(result.published(), counted.first() + counted.copies());
                assertEquals(Map.of(), counted.missed());
                assertEquals(0, counted.late() + counted.undecided());
                for (TickFlaw flaw : TickFlaw.values()) {
                    assertEquals(
                            0,
                            rig.service()
                                    .quality()
                                    .classification()
                                    .flawed(line.line())
                                    .count(flaw),
                            flaw.token());
                }
            }
        }

        FeedRig.await("processes end").atMost(10, TimeUnit.SECONDS).until(() -> children(), processesBefore::equals);
        FeedRig.await("threads end")
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> feedThreads(), threadsBefore::containsAll);
        assertEquals(filesBefore, trialFiles());
    }

    private static Set<Long> children() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Set<String> feedThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ctp") || name.startsWith("nats") || name.startsWith("verifier"))
                .collect(Collectors.toSet());
    }

    private static Set<Path> trialFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(
                            file -> file.getFileName().toString().startsWith(io.ctpfeed.drill.FeedRig.scratchPrefix()))
                    .collect(Collectors.toSet());
        }
    }
}
