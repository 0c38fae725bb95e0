package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.publish.NatsServerProcess;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.nats.client.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NATS is away at the start, and again under way: the service waits, says so, and goes on. */
class NatsOutageTest {
    private static final int INSTRUMENTS = 400;

    @TempDir
    private Path folder;

    @Test
    void theServiceWaitsForNatsAndGoesOnWhenItIsThereAndWhenItIsBack() throws Exception {
        FeedRig.copy(FeedRig.SHIPPED.resolve("routes"), folder.resolve("routes"));
        FeedRig.copy(FeedRig.SHIPPED.resolve("config"), folder.resolve("config"));
        StandInOptions market = StandInOptions.DEFAULT.withInstruments(INSTRUMENTS);
        try (NatsServerProcess nats = NatsServerProcess.onFreePort();
                EventLog log = new EventLog()) {
            FeedTrial.Plan plan = FeedRig.plan(folder, market, Map.of("nats.servers", nats.url()));
            CompletableFuture<FeedTrial> starting = CompletableFuture.supplyAsync(() -> trial(plan));
            try {
                FeedRig.await("nats-waiting").until(() -> log.contains("nats-waiting"));
                assertFalse(starting.isDone(), "no route runs, nobody logs in, before NATS is there");

                nats.start();
                FeedTrial trial = starting.get(60, TimeUnit.SECONDS);
                assertTrue(log.contains("nats-connected"));
                goesOn(trial, nats, log);
            } finally {
                starting.thenAccept(NatsOutageTest::close).join();
            }
        }
    }

    private static void goesOn(FeedTrial trial, NatsServerProcess nats, EventLog log) throws Exception {
        trial.awaitSubscribed(Duration.ofSeconds(60));
        try (Connection connection = nats.observer()) {
            SequenceReader reader = new SequenceReader(connection);
            SequenceReader late = new SequenceReader(connection, "md.late.>");
            trial.pace(Pace.evenly(2_000));
            FeedRig.await("ticks").until(() -> reader.count() > 2_000);
            assertEquals(0, reader.missing());

            nats.stop();
            FeedRig.await("disconnected").until(() -> trial.service().nats().state() == NatsLink.State.DISCONNECTED);
            FeedRig.await("outage-began").until(() -> log.contains("outage-began"));
            long receivedBefore = trial.received();
            FeedRig.await("ticks go on").until(() -> trial.received() > receivedBefore + 3_000);
            nats.start();
            FeedRig.await("connected").until(() -> trial.service().nats().state() == NatsLink.State.CONNECTED);
            FeedRig.await("reader connected").until(() -> connection.getStatus() == Connection.Status.CONNECTED);
            long before = reader.count();
            FeedRig.await("ticks again").until(() -> reader.count() > before + 2_000);

            assertTrue(log.contains("nats-disconnected"));
            assertTrue(reader.missing() > 0, "what the outage held up is seen by the numbers");
            FeedRig.await("outage-filled").until(() -> log.contains("outage-filled"));
            // How many of them a reader on core NATS hears depends on when it was back itself.
            assertTrue(trial.service().delivery().figures().latePublished() > 3_000);
            assertEquals(0, late.repeated());
            assertEquals(0, trial.service().delivery().figures().journal().lost());
            assertEquals(0, reader.repeated(), "nothing is published twice");
            assertEquals(
                    2,
                    trial.service().sources().all().stream()
                            .mapToLong(source -> source.status().logins())
                            .sum());
        }
    }

    private static FeedTrial trial(FeedTrial.Plan plan) {
        try {
            return new FeedTrial(plan);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(FeedTrial trial) {
        try {
            trial.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
