package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.it.StandInFeed.Run;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service dies in the middle of subscribing: the next one has all of it, and both audit logs can be read. */
@Tag("long")
class KilledSubscribingTest {
    private static final int INSTRUMENTS = 4_000;

    @TempDir
    private Path home;

    @Test
    void theNextServiceSubscribesAllOfItAndNoAuditLogIsBroken() throws Exception {
        try (StandInFeed feed = new StandInFeed(home, INSTRUMENTS)) {
            feed.with("subscription.instruments-per-second", "200").with("subscription.batch-instruments", "50");
            CompletableFuture<Run> start = CompletableFuture.supplyAsync(() -> run(feed));
            FeedRig.await("subscribing is under way").until(() -> lines(feed) > 300);
            ProcessIdentity killed = feed.service().orElseThrow();
            List<Path> before = logs(feed);
            killed.handle().orElseThrow().destroyForcibly();
            FeedRig.await("a new service")
                    .until(() ->
                            feed.service().filter(now -> !now.equals(killed)).isPresent());
            long atDeath =
                    before.stream().mapToLong(KilledSubscribingTest::complete).sum();
            assertTrue(atDeath < INSTRUMENTS, "it was in the middle: " + atDeath + " lines");
            feed.with("subscription.instruments-per-second", "2000").with("subscription.batch-instruments", "500");
            start.join();

            Run again = feed.run("start");

            assertEquals(0, again.exit(), again::toString);
            assertTrue(again.out().contains("8,000 of 8,000 subscriptions (100.0 %)"), again::toString);
            List<Path> all = logs(feed);
            assertTrue(all.size() > before.size(), all.toString());
            all.forEach(KilledSubscribingTest::complete);
            assertEquals(0, feed.run("stop").exit());
        }
    }

    private static Run run(StandInFeed feed) {
        try {
            return feed.run("start");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> logs(StandInFeed feed) {
        Path directory = feed.runDir().resolve("audit/subscription");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("requests.csv")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(StandInFeed feed) {
        return logs(feed).stream().mapToLong(KilledSubscribingTest::complete).sum();
    }

    /** @return complete lines; a line with fewer fields than the first has would be a broken log */
    private static long complete(Path log) {
        try {
            String text = Files.readString(log);
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            int fields = lines.isEmpty() ? 0 : lines.get(0).split(",", -1).length;
            lines.forEach(line -> assertTrue(line.split(",", -1).length >= fields, log + ": " + line));
            String json = Files.readString(log.resolveSibling("requests.jsonl"));
            for (String line :
                    json.substring(0, json.lastIndexOf('\n') + 1).lines().toList()) {
                assertTrue(new ObjectMapper().readTree(line).has("instrument"), log + ": " + line);
            }
            Path summary = log.resolveSibling("summary.json");
            if (Files.exists(summary)) {
                new ObjectMapper().readTree(summary.toFile());
            }
            return Math.max(0, lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
