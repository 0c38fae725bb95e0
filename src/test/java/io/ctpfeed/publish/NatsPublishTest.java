package io.ctpfeed.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.Contracts;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.JsonAssertions;
import io.ctpfeed.tick.JsonTickEncoder;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickStructs;
import io.ctpfeed.tick.TicksRefusedException;
import io.ctpfeed.tick.WallClock;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The publisher and the link against the real nats-server. */
class NatsPublishTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long EPOCH = 1_764_000_000_123L;

    private final Instruments instruments = new Instruments();
    private final Queue<FeedEvent> events = new ConcurrentLinkedQueue<>();
    private NatsServerProcess server;
    private NatsLink link;
    private TickDelivery delivery;

    @BeforeEach
    void serverOnAPortOfItsOwn() throws Exception {
        server = NatsServerProcess.onFreePort();
    }

    @AfterEach
    void nothingIsLeftRunning() {
        if (delivery != null) {
            delivery.close();
        }
        if (link != null) {
            link.close();
        }
        server.close();
    }

    @Test
    void everyTickIsReadBackEqualOnTheSubjectOfItsInstrument() throws Exception {
        server.start();
        instruments.learn(List.of(Contracts.of("rb2610", "SHFE"), Contracts.of("SP a2605&a2609", "DCE")));
        Random random = new Random(5);
        TickBatch batch = new TickBatch(400);
        for (int i = 0; i < 100; i++) {
            batch.append(TickStructs.ordinary("rb2610", i), 0, WallClock.epochNanos(), 0);
            batch.append(TickStructs.ordinary("SP a2605&a2609", i), 0, WallClock.epochNanos(), 1);
            batch.append(TickStructs.garbage(random), 0, WallClock.epochNanos(), 2);
            batch.append(TickStructs.extreme(random), 0, WallClock.epochNanos(), 3);
        }
        try (Connection observer = server.observer()) {
            Subscription all = observer.subscribe("md.tick.>");
            observer.flush(Duration.ofSeconds(5));
            TickPublisher publisher = publisher(link(65_536));
            awaitLive();
            publisher.publish(batch);
            for (Tick tick : batch) {
                Message message = all.nextMessage(Duration.ofSeconds(10));
                assertNotNull(message, tick::toString);
                Instrument instrument = instruments.get(tick.instrumentIndex());
                String[] tokens = message.getSubject().split("\\.");
                assertEquals(instrument.exchangeId(), tokens[2]);
                assertEquals(instrument.id(), Subjects.unescape(tokens[3]));
                JsonAssertions.assertSame(tick, instrument, EPOCH, JSON.readTree(message.getData()));
            }
        }
    }

    @Test
    void aServerThatIsNotUpIsWaitedForSaidOnceAndUsedWhenItIs() throws Exception {
        link = link(65_536);
        Connection connection = link.connection();
        assertEquals(NatsLink.State.CONNECTING, link.state());
        TickPublisher publisher = publisher(link);
        TickBatch batch = batch("rb2610", 0, 3);
        assertRefused(publisher, batch);

        server.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
        assertEquals(connection, link.connection());
        awaitLive();
        try (Connection observer = server.observer()) {
            Subscription all = observer.subscribe("md.tick.>");
            observer.flush(Duration.ofSeconds(5));
            publisher.publish(batch);
            assertNumbers(all, 1, 2, 3);
        }
        assertEquals(
                List.of("nats-waiting", "nats-connected"),
                events.stream().map(FeedEvent::name).toList());
    }

    @Test
    void afterARestartOfTheServerPublishingGoesOnWithoutAHole() throws Exception {
        server.start();
        link = link(65_536);
        TickPublisher publisher = publisher(link);
        await().until(() -> link.state() == NatsLink.State.CONNECTED);
        try (Connection observer = server.observer()) {
            Subscription all = observer.subscribe("md.tick.>");
            observer.flush(Duration.ofSeconds(5));
            awaitLive();
            publisher.publish(batch("rb2610", 0, 2));
            assertNumbers(all, 1, 2);

            server.stop();
            await().until(() -> link.state() == NatsLink.State.DISCONNECTED);
            TickBatch offered = batch("rb2610", 2, 2);
            assertRefused(publisher, offered);

            server.start();
            await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
            await().atMost(20, TimeUnit.SECONDS).until(() -> server.resubscribed() == 1);
            observer.flush(Duration.ofSeconds(5));
            awaitLive();
            publisher.publish(offered);
            assertNumbers(all, 3, 4);
        }
        assertEquals(
                List.of("nats-connected", "nats-disconnected", "nats-connected"),
                events.stream().map(FeedEvent::name).toList());
    }

    @Test
    void wrongCredentialsCloseTheLinkAndSayWhatToCheck() throws Exception {
        server.start("--user", "feed", "--pass", "right");
        link = link(100);
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CLOSED);
        assertTrue(link.lastError().toLowerCase().contains("authorization"), link.lastError());
        assertRefused(publisher(link), batch("rb2610", 0, 1));
    }

    private NatsLink link(int queueMessages) {
        link = new NatsLink(
                        NatsSettings.from(name -> switch (name) {
                            case "nats.servers" -> server.url();
                            case "nats.queue-messages" -> String.valueOf(queueMessages);
                            case "nats.reconnect-wait-millis" -> "50";
                            default -> null;
                        }),
                        events::add)
                .start();
        return link;
    }

    private TickPublisher publisher(NatsLink over) {
        delivery = TickDelivery.start(over.connection(), DeliverySettings.CORE, null, new OutageListener.Silent());
        return new TickPublisher(
                instruments, new Subjects("md.tick"), new TickSequences(EPOCH), new JsonTickEncoder(), delivery);
    }

    private static TickBatch batch(String code, int from, int count) {
        TickBatch batch = new TickBatch(count);
        for (int i = 0; i < count; i++) {
            batch.append(TickStructs.ordinary(code, from + i), 0, WallClock.epochNanos(), 0);
        }
        return batch;
    }

    private void awaitLive() throws InterruptedException {
        assertTrue(delivery.awaitLive(Duration.ofSeconds(20)), delivery::refusal);
    }

    private static void assertRefused(TickPublisher publisher, TickBatch batch) {
        assertTrue(!isTaken(publisher, batch), "expected to be refused");
    }

    private static boolean isTaken(TickPublisher publisher, TickBatch batch) {
        try {
            publisher.publish(batch);
            return true;
        } catch (TicksRefusedException e) {
            return false;
        }
    }

    private static void assertNumbers(Subscription subscription, long... numbers) throws Exception {
        for (long number : numbers) {
            Message message = subscription.nextMessage(Duration.ofSeconds(10));
            assertNotNull(message, () -> "number " + number);
            JsonNode json = JSON.readTree(message.getData());
            assertEquals(number, json.get("seq").longValue());
        }
    }
}
