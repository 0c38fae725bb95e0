package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code premarket}, with and without a service that runs. */
class PremarketCommandTest {
    @TempDir
    private Path home;

    private CommandRun ctpfeed;

    @AfterEach
    void realClock() {
        WallClock.real();
    }

    @Test
    @Tag("long")
    void itRestartsBeforeASessionAndWithinOneOnlyByForce() throws Exception {
        ctpfeed = new CommandRun(home, () -> new Object[] {new PremarketCommand()});
        ctpfeed.copy("config");
        ctpfeed.copy("routes");
        Path run = home.resolve("run");
        Path file = home.resolve("config/application.properties");
        Files.writeString(file, Files.readString(file).replace("ops.run-dir = run", "ops.run-dir = " + run));
        assertEquals(4, ctpfeed.execute("premarket"));
        assertTrue(ctpfeed.err().startsWith("ctpfeed: ctpfeed does not run"), ctpfeed.err());

        FeedTrial.Plan plan = new FeedTrial.Plan(
                StandInOptions.DEFAULT.withInstruments(60),
                home,
                home.resolve("config"),
                home.resolve("routes"),
                Purpose.TEST,
                Map.of("ops.run-dir", run.toString(), "subscription.instruments-per-second", "25000"));
        try (FeedTrial trial = new FeedTrial(plan)) {
            trial.awaitSubscribed(Duration.ofSeconds(60));

            clock("2026-01-07T10:00");
            assertEquals(2, ctpfeed.execute("premarket"));
            assertEquals("nothing restarted: a session is under way: SHFE.rb is CONTINUOUS at 10:00\n", ctpfeed.out());
            assertEquals(0, ctpfeed.execute("premarket", "--force"), ctpfeed.out() + "\n" + ctpfeed.err());
            assertTrue(ctpfeed.out().contains("restarted backup, primary in "), ctpfeed.out());

            clock("2026-01-07T08:30");
            assertEquals(0, ctpfeed.execute("premarket", "--json"), ctpfeed.out() + "\n" + ctpfeed.err());
            JsonNode result = new ObjectMapper()
                    .readTree(
                            ctpfeed.out().lines().reduce((first, last) -> last).orElseThrow());
            assertEquals("DONE", result.path("restart").path("outcome").asText(), ctpfeed.out());
            assertEquals(100, result.path("restart").path("coveragePercent").asInt());

            trial.service().sources().source("backup").stop().join();
            assertEquals(7, ctpfeed.execute("premarket"), ctpfeed.out() + "\n" + ctpfeed.err());
            assertTrue(ctpfeed.out().contains("left alone: account backup is STOPPED"), ctpfeed.out());
        }
    }

    private static void clock(String moment) {
        WallClock.simulate(MarketTime.epochNanos(LocalDateTime.parse(moment)));
    }
}
