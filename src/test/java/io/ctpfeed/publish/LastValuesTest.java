package io.ctpfeed.publish;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ctpfeed.publish.StreamDeclaration.Keeping;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.nats.client.Connection;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.StorageType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastValuesTest {
    private static final int TICKS = 100_000;
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration RARELY = Duration.ofHours(1);
    private static final StreamDeclaration BUCKET =
            StreamDeclaration.bucket("last", new Keeping(StorageType.File, 8L << 20, 1));

    @TempDir
    private Path store;

    private final Instruments instruments = new Instruments();
    private NatsServerProcess server;
    private NatsLink link;
    private LastValues values;
    private Connection observer;

    @BeforeEach
    void begin() throws Exception {
        server = NatsServerProcess.onFreePort();
        startServer();
        link = new NatsLink(
                        NatsSettings.from(name -> switch (name) {
                            case "nats.servers" -> server.url();
                            case "nats.reconnect-wait-millis" -> "50";
                            default -> null;
                        }),
                        EventSink.NONE)
                .start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.CONNECTED);
        observer = server.observer();
        observer.jetStreamManagement().addStream(BUCKET.wanted());
        values = new LastValues(instruments, link, EventSink.NONE);
    }

    @AfterEach
    void end() throws Exception {
        values.close();
        observer.close();
        link.close();
        server.close();
    }

    @Test
    void theNewestValueIsThereInTheEndUnderTheKeyOfItsSubject() {
        values.writeTo("last", OFTEN, false);
        for (int i = 1; i <= 10_000; i++) {
            tick("SP a2605&a2609", i);
        }
        awaitValue("UNKNOWN.SP=20a2605=26a2609", 10_000);
        awaitWritten();
        assertTrue(
                values.counters().written() < 1_000,
                "conflated: " + values.counters().written());
    }

    @Test
    void anInstrumentIsWrittenOnceAnIntervalAndTheRestAtTheEnd() throws Exception {
        values.writeTo("last", RARELY, false);
        tick("rb2610", 1);
        awaitValue("UNKNOWN.rb2610", 1);
        tick("rb2610", 2);
        tick("rb2611", 3);
        awaitValue("UNKNOWN.rb2611", 3); // a look later than the second of rb2610
        assertEquals("1", value("UNKNOWN.rb2610"));
        await().atMost(20, TimeUnit.SECONDS).until(() -> values.counters().backlog() == 1);
        assertEquals(2, values.counters().written());
        values.close();
        assertEquals("2", value("UNKNOWN.rb2610"), "what waits is written at the end");
    }

    @Test
    void afterAnOutageEachThatChangedIsWrittenOnce() throws Exception {
        values.writeTo("last", OFTEN, false);
        for (int i = 0; i < 3_000; i++) {
            tick("o" + i, 1);
        }
        awaitValue("UNKNOWN.o2999", 1);
        awaitWritten();
        server.stop();
        await().atMost(20, TimeUnit.SECONDS).until(() -> link.state() == NatsLink.State.DISCONNECTED);
        long before = values.counters().written();
        for (int round = 2; round <= 5; round++) {
            for (int i = 0; i < 2_000; i++) {
                tick("o" + i, round);
            }
        }
        await().atMost(20, TimeUnit.SECONDS).until(() -> values.counters().backlog() == 2_000);
        assertEquals(before, values.counters().written());
        startServer();
        awaitValue("UNKNOWN.o1999", 5);
        awaitWritten();
        assertEquals(before + 2_000, values.counters().written());
        assertEquals("1", value("UNKNOWN.o2000"));
    }

    @Test
    void aBucketThatIsGoneIsTriedAgainAndFilledAnewWhenItIsMadeAgain() throws Exception {
        values.writeTo("last", OFTEN, false);
        tick("rb2610", 1);
        tick("rb2611", 1);
        awaitValue("UNKNOWN.rb2611", 1);
        observer.jetStreamManagement().deleteStream("KV_last");
        tick("rb2610", 2);
        await().atMost(20, TimeUnit.SECONDS).until(() -> values.counters().failed() > 0);
        observer.jetStreamManagement().addStream(BUCKET.wanted());
        values.writeTo("last", OFTEN, true);
        awaitValue("UNKNOWN.rb2610", 2);
        awaitValue("UNKNOWN.rb2611", 1);
    }

    @Test
    void thePublishingThreadAllocatesNothing() {
        Instrument instrument = instruments.of("rb2610");
        byte[] payload = {'1'};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        publish(instrument, payload); // what is linked at the first call is no tick's
        long before = threads.getCurrentThreadAllocatedBytes();
        publish(instrument, payload);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < TICKS / 10, allocated + " bytes for " + TICKS + " ticks");
    }

    private void publish(Instrument instrument, byte[] payload) {
        for (int i = 0; i < TICKS; i++) {
            values.published(null, instrument, payload);
        }
    }

    private void startServer() throws Exception {
        server.start("--jetstream", "--store_dir", store.toString());
    }

    private void tick(String code, int value) {
        values.published(null, instruments.of(code), String.valueOf(value).getBytes(StandardCharsets.US_ASCII));
    }

    private void awaitValue(String key, int value) {
        await(key).atMost(30, TimeUnit.SECONDS).ignoreExceptions().until(() -> String.valueOf(value)
                .equals(value(key)));
    }

    private void awaitWritten() {
        await("all is written")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> values.counters().backlog() == 0);
    }

    /** Null: there is none. */
    private String value(String key) throws Exception {
        KeyValueEntry entry = observer.keyValue("last").get(key);
        return entry == null ? null : entry.getValueAsString();
    }
}
