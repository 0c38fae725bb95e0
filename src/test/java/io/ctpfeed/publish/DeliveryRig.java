package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.TickOutlet.Answer;
import io.ctpfeed.publish.journal.JournalSettings;
import io.ctpfeed.publish.journal.TickJournal;
import io.ctpfeed.tick.EventSink;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A delivery over a journal, to a NATS server at an address; what is published are numbers. */
final class DeliveryRig implements AutoCloseable, OutageListener {
    static final long EPOCH = 1_764_000_000_123L;
    static final String STREAM = "TICKS";
    private static final int INSTRUMENTS = 50;

    final Queue<String> told = new ConcurrentLinkedQueue<>();
    final List<Outage> filled = new ArrayList<>();
    private final NatsLink link;
    private final TickDelivery delivery;
    private final long[] sequences = new long[INSTRUMENTS];
    private int next;
    private long sent;

    DeliveryRig(String url, DeliverySettings settings, Path journal) {
        link = new NatsLink(NatsSettings.of(url), EventSink.NONE).start();
        delivery = TickDelivery.start(link.connection(), settings, journal(journal), this);
    }

    static TickJournal journal(Path directory) {
        return TickJournal.open(new JournalSettings(directory, 64 << 20, Duration.ofHours(1)));
    }

    static DeliverySettings settings(DeliveryMode mode) {
        return new DeliverySettings(mode, 8_192, Duration.ofSeconds(1), Duration.ofMillis(50), 20_000);
    }

    /** Where ticks are stored; the duplicate window is as short as a server allows. */
    static void declareStream(Connection connection, int replicas) throws Exception {
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects("md.tick.>", "md.late.>")
                        .storageType(StorageType.File)
                        .duplicateWindow(Duration.ofMillis(100))
                        .replicas(replicas)
                        .build());
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(40, TimeUnit.SECONDS).pollInterval(5, TimeUnit.MILLISECONDS);
    }

    TickDelivery delivery() {
        return delivery;
    }

    DeliveryRig live() {
        await().until(delivery::isLive);
        return this;
    }

    /** Publishes ticks of the instruments in turn. @return what became of the last */
    Answer send(int ticks) {
        Answer answer = Answer.REFUSED;
        for (int i = 0; i < ticks; i++) {
            answer = send();
        }
        return answer;
    }

    private Answer send() {
        int instrument = next++ % INSTRUMENTS;
        long sequence = ++sequences[instrument];
        byte[] payload = (EPOCH + " " + sequence + " ".repeat(600)).getBytes(StandardCharsets.US_ASCII);
        Answer answer = delivery.send("md.tick.SHFE.i" + instrument, EPOCH, sequence, payload);
        while (answer == Answer.REFUSED) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000);
            answer = delivery.send("md.tick.SHFE.i" + instrument, EPOCH, sequence, payload);
        }
        sent++;
        return answer;
    }

    /** Publishes at a pace until something is so. @return how many */
    int sendUntil(int perSecond, java.util.function.BooleanSupplier so) {
        int before = (int) sent;
        long start = System.nanoTime();
        while (!so.getAsBoolean()) {
            long due = (System.nanoTime() - start) * perSecond / 1_000_000_000L;
            assertTrue(due < 40L * perSecond, "not within 40 s");
            while (sent - before < due) {
                send();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        return (int) sent - before;
    }

    long sent() {
        return sent;
    }

    void awaitDelivered() {
        await().until(() -> delivery.isLive()
                && delivery.figures().journal().ticks() == 0
                && delivery.figures().inFlight() == 0);
    }

    /** What the stream has of each subject is in order and, together, each number once. */
    void assertStoredOnce(Connection connection) throws Exception {
        long last = connection
                .jetStreamManagement()
                .getStreamInfo(STREAM)
                .getStreamState()
                .getLastSequence();
        Received received = new Received();
        JetStreamSubscription all = subscribed(connection);
        for (long i = 0; i < last; i++) {
            received.add(all.nextMessage(Duration.ofSeconds(10)));
        }
        all.unsubscribe();
        received.assertEach(sequences, 0);
        assertEquals(sent, last);
    }

    /** A cluster that has just lost a node may need more than one try. */
    private static JetStreamSubscription subscribed(Connection connection) {
        return await().ignoreException(IOException.class)
                .until(
                        () -> connection
                                .jetStream()
                                .subscribe(
                                        "md.>",
                                        PushSubscribeOptions.builder().stream(STREAM)
                                                .ordered(true)
                                                .build()),
                        all -> true);
    }

    void assertOnce(Received received, long mostDoubled) {
        received.assertEach(sequences, mostDoubled);
    }

    @Override
    public void began(Outage outage) {
        told.add("began " + outage.reason());
    }

    @Override
    public void ended(Outage outage) {
        told.add("ended");
    }

    @Override
    public synchronized void filled(Outage outage) {
        filled.add(outage);
        told.add("filled");
    }

    @Override
    public void lateRefused(String reason) {
        told.add("late refused: " + reason);
    }

    @Override
    public void lost(long ticks, Instant from) {
        told.add("lost " + ticks);
    }

    @Override
    public void close() {
        delivery.close();
        link.close();
    }

    /** Numbers that were read, by subject. One thread adds. */
    static final class Received {
        private final Map<String, List<Long>> bySubject = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();
        volatile long lateTicks;
        volatile long liveTicks;
        volatile long inDoubt;

        synchronized void add(Message message) {
            String[] text = new String(message.getData(), StandardCharsets.US_ASCII)
                    .trim()
                    .split(" ");
            if (Long.parseLong(text[0]) != EPOCH) {
                wrong.add(message.getSubject() + " " + text[0]);
            }
            boolean late = message.getSubject().startsWith("md.late.");
            if (message.hasHeaders() && message.getHeaders().containsKey(TickLine.IN_DOUBT)) {
                inDoubt++;
            }
            List<Long> numbers = bySubject.computeIfAbsent(message.getSubject(), key -> new ArrayList<>());
            long number = Long.parseLong(text[1]);
            if (!numbers.isEmpty() && numbers.get(numbers.size() - 1) >= number) {
                wrong.add(message.getSubject() + " " + number + " after " + numbers.get(numbers.size() - 1));
            }
            numbers.add(number);
            if (late) {
                lateTicks++;
            } else {
                liveTicks++;
            }
        }

        synchronized void assertEach(long[] sequences, long mostDoubled) {
            assertEquals(List.of(), wrong.stream().limit(10).toList(), "out of order");
            List<String> missing = new ArrayList<>();
            long doubled = 0;
            for (int i = 0; i < sequences.length; i++) {
                int[] count = new int[(int) sequences[i] + 1];
                for (String prefix : List.of("md.tick.SHFE.i", "md.late.SHFE.i")) {
                    bySubject.getOrDefault(prefix + i, List.of()).forEach(number -> count[number.intValue()]++);
                }
                for (int number = 1; number <= sequences[i]; number++) {
                    if (count[number] == 0) {
                        missing.add(i + " " + number);
                    }
                    doubled += Math.max(0, count[number] - 1);
                }
            }
            assertEquals(List.of(), missing.stream().limit(10).toList(), missing.size() + " lost");
            assertTrue(doubled <= mostDoubled, doubled + " doubled");
        }
    }
}
