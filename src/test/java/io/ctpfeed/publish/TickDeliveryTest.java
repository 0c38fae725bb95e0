package io.ctpfeed.publish;

import static io.ctpfeed.publish.DeliveryRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.TickOutlet.Answer;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outages of the real nats-server: each tick comes once, on its live or on its late subject, in order. */
class TickDeliveryTest {
    @TempDir
    private Path folder;

    private NatsServerProcess server;

    @BeforeEach
    void serverOnAPortOfItsOwn() throws Exception {
        server = NatsServerProcess.onFreePort();
    }

    @AfterEach
    void nothingIsLeftRunning() {
        server.close();
    }

    /** The drills nats-away-60s and -180s in short: the server is killed under load and comes back. */
    @Test
    void whatAStreamMissedFollowsLateEachOnceAndLiveTicksGoOnAtOnce() throws Exception {
        startJetStream("store");
        try (DeliveryRig rig = rig(DeliveryMode.JETSTREAM, server.url()).live()) {
            rig.send(2_000);
            server.freeze(); // so that some are on their way
            rig.send(500);
            server.kill();
            assertTrue(rig.sendUntil(5_000, () -> journaled(rig) > 5_000) > 0);
            assertTrue(rig.delivery().figures().inDoubt() > 0, "some were on their way at the cut");
            server.start("-js", "-sd", folder.resolve("store").toString());
            long up = System.nanoTime();
            rig.sendUntil(5_000, rig.delivery()::isLive);
            assertTrue(System.nanoTime() - up < Duration.ofSeconds(1).toNanos(), "live within 1 s of its return");
            assertEquals(Answer.LIVE, rig.send(1), "live ticks do not wait for the late ones");
            assertTrue(rig.delivery().figures().journal().ticks() > 0);
            rig.sendUntil(5_000, () -> rig.delivery().figures().journal().ticks() == 0);
            rig.awaitDelivered();
            try (Connection reader = server.observer()) {
                rig.assertStoredOnce(reader);
            }
            await().until(() -> rig.told.contains("filled"));
            assertTrue(rig.told.peek().startsWith("began connection lost"), rig.told::toString);
            Outage outage = rig.filled.get(0);
            assertEquals(50, outage.holes().size());
            assertEquals(
                    outage.kept(),
                    outage.holes().values().stream()
                            .mapToLong(Outage.Hole::ticks)
                            .sum());
            assertEquals(0, outage.lost());
        }
    }

    /** The duplicate window of the stream is long over. */
    @Test
    void whatWasOnItsWayIsSettledByWhatIsStoredHoweverLongAgo() throws Exception {
        startJetStream("store");
        try (HoldingProxy proxy = new HoldingProxy(server.url());
                Connection reader = server.observer();
                DeliveryRig rig = rig(DeliveryMode.JETSTREAM, proxy.url()).live()) {
            rig.send(100);
            await().until(() -> rig.delivery().figures().inFlight() == 0);
            proxy.holdAnswers();
            rig.send(300);
            await().until(() -> stored(reader) == 400); // and nobody knows
            proxy.holdRequests();
            rig.send(200);
            proxy.cut();
            rig.sendUntil(2_000, () -> journaled(rig) > 1_500);
            assertTrue(rig.delivery().figures().inDoubt() >= 500, "some of them stored, some not");
            assertEquals(400, stored(reader));
            proxy.restore();
            rig.live().awaitDelivered();
            rig.assertStoredOnce(reader);
            assertEquals(rig.sent() - 400, rig.delivery().figures().latePublished());
        }
    }

    /** The journal of a service that was killed in an outage, as it lay on the disk at that moment. */
    @Test
    void afterAKillTheJournalIsReadAndPublishedWithItsOldEpoch() throws Exception {
        startJetStream("store");
        Path left = folder.resolve("left");
        DeliveryRig killed = rig(DeliveryMode.JETSTREAM, server.url());
        try (killed) {
            killed.live().send(1_000);
            await().until(() -> killed.delivery().figures().inFlight() == 0);
            server.freeze();
            killed.send(100);
            server.kill();
            killed.sendUntil(5_000, () -> journaled(killed) > 3_000);
            copyJournal(left);
        }
        server.start("-js", "-sd", folder.resolve("store").toString());
        DeliverySettings settings = DeliveryRig.settings(DeliveryMode.JETSTREAM);
        try (DeliveryRig next = new DeliveryRig(server.url(), settings, left);
                Connection reader = server.observer()) {
            next.awaitDelivered();
            killed.assertStoredOnce(reader);
            await().until(() -> next.told.contains("filled"));
            await().until(() -> next.delivery().figures().latePublished() > 2_900);
        }
    }

    @Test
    void onCoreWhatTheServerHadNotAnsweredIsFlaggedAndNothingElseComesTwice() throws Exception {
        server.start();
        try (Connection reader = server.observer();
                HoldingProxy proxy = new HoldingProxy(server.url());
                DeliveryRig rig = rig(DeliveryMode.CORE, proxy.url()).live()) {
            DeliveryRig.Received received = listen(reader);
            rig.send(2_000);
            await().until(() -> received.liveTicks == 2_000);
            server.stop();
            proxy.cut();
            rig.sendUntil(5_000, () -> journaled(rig) > 5_000);
            server.start();
            await().until(() -> server.resubscribed() == 1);
            proxy.restore(); // who reads is back before the first late tick goes out
            rig.sendUntil(5_000, rig.delivery()::isLive);
            rig.sendUntil(5_000, () -> rig.delivery().figures().journal().ticks() == 0);
            rig.awaitDelivered();
            long all = rig.sent();
            await().until(() -> received.liveTicks + received.lateTicks >= all);
            rig.assertOnce(received, received.inDoubt);
        }
    }

    @Test
    void aServerThatStandsStillHoldsNothingUpAndLosesNothing() throws Exception {
        server.start();
        try (Connection reader = server.observer();
                DeliveryRig rig = rig(DeliveryMode.CORE, server.url()).live()) {
            DeliveryRig.Received received = listen(reader);
            rig.send(1_000);
            await().until(() -> received.liveTicks == 1_000);
            server.freeze();
            try {
                long slowest = 0;
                while (journaled(rig) < 10_000) {
                    long start = System.nanoTime();
                    rig.send(100);
                    slowest = Math.max(slowest, System.nanoTime() - start);
                }
                assertTrue(slowest < Duration.ofSeconds(3).toNanos(), "a batch took " + slowest + " ns");
            } finally {
                server.thaw();
            }
            rig.live().awaitDelivered();
            long all = rig.sent();
            await().until(() -> received.liveTicks + received.lateTicks - all >= 0);
            rig.assertOnce(received, 0);
            assertEquals(0, received.inDoubt, "it has read, in the end, what it was sent");
            assertTrue(rig.told.peek().startsWith("began NATS takes less")
                    || rig.told.peek().contains("no answer"));
        }
    }

    /** It answers over a new connection; sent once more over that, what it has yet to read of the old would come twice. */
    @Test
    void whatAServerHasStillToReadIsWaitedForThoughItAnswersOthers() throws Exception {
        server.start();
        try (HoldingProxy proxy = new HoldingProxy(server.url());
                Connection reader = server.observer();
                DeliveryRig rig = rig(DeliveryMode.CORE, proxy.url()).live()) {
            DeliveryRig.Received received = listen(reader);
            CountDownLatch read = proxy.delayRequests();
            rig.sendUntil(1_000, () -> journaled(rig) > 4_000);
            assertTrue(rig.delivery().figures().inDoubt() > 0);
            read.countDown();
            rig.live().awaitDelivered();
            await().until(() -> received.liveTicks + received.lateTicks >= rig.sent());
            rig.assertOnce(received, 0);
            assertEquals(0, received.inDoubt);
        }
    }

    @Test
    void anotherStoreDirectoryWithoutTheStreamIsSaidAndWaitedFor() throws Exception {
        startJetStream("store");
        try (DeliveryRig rig = rig(DeliveryMode.JETSTREAM, server.url()).live()) {
            rig.send(500);
            await().until(() -> rig.delivery().figures().inFlight() == 0);
            server.stop();
            server.start("-js", "-sd", folder.resolve("other").toString());
            rig.sendUntil(2_000, () -> rig.delivery().refusal().contains("no stream stores md.tick.SHFE"));
            try (Connection reader = server.observer()) {
                DeliveryRig.declareStream(reader, 1);
                rig.sendUntil(2_000, () -> rig.delivery().isLive() && stored(reader) > 100);
                rig.awaitDelivered();
                assertEquals(rig.sent() - 500, stored(reader));
            }
        }
    }

    @Test
    void refusedCredentialsUnderWayAreAnOutageThatEndsWhenTheyAreTakenAgain() throws Exception {
        server.start("--user", "feed", "--pass", "right");
        String url = server.url().replace("//", "//feed:right@");
        try (DeliveryRig rig = rig(DeliveryMode.CORE, url).live()) {
            rig.send(100);
            server.stop();
            server.start("--user", "feed", "--pass", "other");
            rig.sendUntil(2_000, () -> rig.delivery().refusal().toLowerCase().contains("authorization"));
            server.stop();
            server.start("--user", "feed", "--pass", "right");
            rig.sendUntil(2_000, rig.delivery()::isLive);
            rig.awaitDelivered();
            assertEquals(0, rig.delivery().figures().journal().lost());
        }
    }

    private DeliveryRig rig(DeliveryMode mode, String url) {
        return new DeliveryRig(url, DeliveryRig.settings(mode), folder.resolve("journal"));
    }

    private void startJetStream(String store) throws Exception {
        server.start("-js", "-sd", folder.resolve(store).toString());
        try (Connection connection = server.observer()) {
            DeliveryRig.declareStream(connection, 1);
        }
    }

    private static DeliveryRig.Received listen(Connection reader) throws Exception {
        DeliveryRig.Received received = new DeliveryRig.Received();
        Dispatcher dispatcher = reader.createDispatcher(received::add);
        dispatcher.setPendingLimits(-1, -1);
        dispatcher.subscribe("md.>");
        reader.flush(Duration.ofSeconds(5));
        return received;
    }

    private static long journaled(DeliveryRig rig) {
        return rig.delivery().figures().journal().ticks();
    }

    private static long stored(Connection connection) {
        try {
            return connection
                    .jetStreamManagement()
                    .getStreamInfo(DeliveryRig.STREAM)
                    .getStreamState()
                    .getMsgCount();
        } catch (IOException | JetStreamApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copyJournal(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
