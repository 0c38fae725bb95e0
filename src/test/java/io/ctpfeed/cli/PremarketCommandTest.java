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
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code premarket}, with and without a service that runs. */
class PremarketCommandTest {
    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void realClock() {
        WallClock.real();
    }

    @Test
    @Tag("long")
    void itRestartsBeforeASessionAndWithinOneOnlyByForce() throws Exception {
        copy("config");
        copy("routes");
        Path run = home.resolve("run");
        Path file = home.resolve("config/application.properties");
        Files.writeString(file, Files.readString(file).replace("ops.run-dir = run", "ops.run-dir = " + run));
        assertEquals(4, execute("premarket"));
        assertTrue(err.toString().startsWith("ctpfeed: ctpfeed does not run"), err.toString());

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
            assertEquals(2, execute("premarket"));
            assertEquals("nothing restarted: a session is under way: SHFE.rb is CONTINUOUS at 10:00\n", out.toString());
            assertEquals(0, execute("premarket", "--force"), out + "\n" + err);
            assertTrue(out.toString().contains("restarted backup, primary in "), out.toString());

            clock("2026-01-07T08:30");
            assertEquals(0, execute("premarket", "--json"), out + "\n" + err);
            JsonNode result = new ObjectMapper()
                    .readTree(
                            out.toString().lines().reduce((first, last) -> last).orElseThrow());
            assertEquals("DONE", result.path("restart").path("outcome").asText(), out.toString());
            assertEquals(100, result.path("restart").path("coveragePercent").asInt());

            trial.service().sources().source("backup").stop().join();
            assertEquals(7, execute("premarket"), out + "\n" + err);
            assertTrue(out.toString().contains("left alone: account backup is STOPPED"), out.toString());
        }
    }

    private static void clock(String moment) {
        WallClock.simulate(MarketTime.epochNanos(LocalDateTime.parse(moment)));
    }

    private int execute(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = Stream.concat(
                        Stream.of(args),
                        Stream.of("--config-dir", home.resolve("config").toString()))
                .toArray(String[]::new);
        return Ctpfeed.commandLine(new PremarketCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private void copy(String directory) throws IOException {
        Files.createDirectories(home.resolve(directory));
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, home.resolve(directory).resolve(each.getFileName()));
            }
        }
    }
}
