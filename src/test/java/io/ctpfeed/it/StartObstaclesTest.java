package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.it.StandInFeed.Run;
import io.ctpfeed.service.command.ProcessIdentity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be in the way of {@code ctpfeed start}: one clear line, the right exit code, nothing left behind. */
class StartObstaclesTest {
    @TempDir
    private Path home;

    private StandInFeed feed;

    @BeforeEach
    void installation() throws Exception {
        feed = new StandInFeed(home, 60);
    }

    @AfterEach
    void close() throws Exception {
        feed.close();
    }

    @Test
    void somethingElseHasThePortOfNats() throws Exception {
        try (ServerSocket foreign = new ServerSocket(feed.natsPort(), 5, InetAddress.getLoopbackAddress())) {
            feed.with("nats.connect-timeout-millis", "500");

            Run start = feed.run("start");

            String server = "nats://127.0.0.1:" + foreign.getLocalPort();
            refused(4, "what listens at " + server + " is no NATS server; end it (ss -ltnp", start);
        }
    }

    @Test
    void theRunDirectoryCannotBeMade() throws Exception {
        Files.writeString(home.resolve("taken"), "");
        feed.with("ops.run-dir", "taken/run");

        refused(
                3,
                "ops.run-dir = " + home.resolve("taken/run") + ": cannot be created: Not a directory",
                feed.run("start"));

        Run stop = feed.run("stop");
        assertEquals(3, stop.exit(), stop::toString);
        assertTrue(
                stop.err().startsWith("ctpfeed: run directory " + home.resolve("taken/run") + " cannot be written: "),
                stop::toString);
    }

    @Test
    void theDiskTakesNoMoreInTheMiddleOfAStart() throws Exception {
        Path log = Files.createDirectories(feed.runDir().resolve("log"));
        Files.createSymbolicLink(log.resolve("service.log"), Path.of("/dev/full"));
        Path audit = Files.createDirectories(feed.runDir().resolve("audit"));
        Files.createSymbolicLink(audit.resolve("actions.csv"), Path.of("/dev/full"));

        Run start = feed.run("start");

        assertTrue(start.out().contains("[1/3] NATS ... ok"), "NATS was up: " + start);
        assertTrue(start.out().contains("undo: NATS stopped"), start::toString);
        refused(3, "run directory " + feed.runDir() + " cannot be written: No space left on device", start);
    }

    @Test
    @Tag("long")
    void whatFilesOfAFormerFeedSayOfAProcessThatIsNowAnotherIsNotBelieved() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            String process = "{\"pid\":" + stranger.pid() + ",\"startTicks\":1}";
            Files.createDirectories(feed.runDir());
            Files.writeString(feed.runDir().resolve("state.json"), "{\"state\":\"started\",\"nats\":" + process + "}");
            Files.writeString(
                    feed.runDir().resolve("supervisor.json"),
                    "{\"supervisor\":" + process + ",\"service\":" + process + ",\"lastExit\":3}");
            Files.writeString(
                    feed.runDir().resolve("command.json"),
                    "{\"address\":\"http://127.0.0.1:1\",\"token\":\"x\",\"pid\":" + stranger.pid()
                            + ",\"startTicks\":1,\"startedAt\":\"2026-01-01T00:00:00Z\"}");

            Run nothing = feed.run("stop");
            assertEquals(0, nothing.exit(), nothing::toString);
            assertTrue(nothing.out().contains("did not run") && nothing.out().contains("left, start did not start it"));
            assertTrue(stranger.isAlive());

            Run start = feed.run("start");
            assertEquals(0, start.exit(), start::toString);
            assertEquals(2, start.out().split("started, process ", -1).length - 1, start::toString);
            assertEquals(3, feed.leftovers().size());
            assertEquals(0, feed.run("stop").exit());
            assertEquals(List.of(), feed.leftovers());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    @Tag("long")
    void whoIsToldToEndTakesBackWhatItBegan() throws Exception {
        Process start = feed.wantingNothing().begin("start");
        FeedRig.await("NATS and the service are up")
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> feed.natsListens() && feed.service().isPresent());
        List<ProcessIdentity> begun = feed.leftovers();

        start.destroy();
        assertTrue(start.waitFor(60, TimeUnit.SECONDS));

        Run run = feed.finish(start);
        assertEquals(143, run.exit(), run::toString);
        assertTrue(
                run.out().contains("undo: service stopped") && run.out().contains("undo: NATS stopped"), run::toString);
        assertTrue(begun.size() >= 2 && begun.stream().noneMatch(ProcessIdentity::isAlive), begun::toString);
        assertEquals("failed", feed.json("state.json").path("state").asText());
        assertEquals(List.of(), feed.leftovers());
    }

    private void refused(int exit, String line, Run start) throws Exception {
        assertEquals(exit, start.exit(), start::toString);
        assertEquals(1, start.err().lines().count(), start::toString);
        assertTrue(start.err().startsWith("ctpfeed: " + line), start::toString);
        assertEquals(List.of(), feed.leftovers());
        assertFalse(Files.exists(feed.runDir().resolve("command.json")));
    }
}
