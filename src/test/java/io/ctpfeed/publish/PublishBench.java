package io.ctpfeed.publish;

import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.JsonTickEncoder;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickStructs;
import io.ctpfeed.tick.TicksRefusedException;
import io.ctpfeed.tick.WallClock;
import io.nats.client.Connection;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A bare publish loop against the publisher, the same bytes to 2,000 subjects: run its main by hand. No test. */
public final class PublishBench {
    private static final int SUBJECTS = 2_000;
    private static final int BATCH = 100;

    private PublishBench() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args.length > 0 ? args[0] : "5");
        int passes = Integer.parseInt(args.length > 1 ? args[1] : "100");
        try (NatsServerProcess server = NatsServerProcess.onFreePort().start();
                NatsLink link = new NatsLink(NatsSettings.of(server.url()), EventSink.NONE).start()) {
            Connection connection = link.connection();
            Instruments instruments = new Instruments();
            TickBatch[] batches = new TickBatch[SUBJECTS / BATCH];
            String[] subjects = new String[SUBJECTS];
            byte[][] payloads = new byte[SUBJECTS][];
            prepare(instruments, batches, subjects, payloads);
            TickDelivery delivery =
                    TickDelivery.start(connection, DeliverySettings.CORE, null, new OutageListener.Silent());
            delivery.awaitLive(Duration.ofSeconds(10));
            TickPublisher publisher = new TickPublisher(
                    instruments,
                    new Subjects("md.tick"),
                    new TickSequences(System.currentTimeMillis()),
                    new JsonTickEncoder(),
                    delivery);
            for (int round = 0; round < rounds; round++) {
                long bare = bare(connection, subjects, payloads, passes);
                long before = allocated();
                long ours = ours(delivery, publisher, batches, passes);
                System.out.printf(
                        "bare %,d/s  publisher %,d/s  ratio %.2f  %d bytes allocated a tick (with its batch)%n",
                        bare, ours, (double) ours / bare, (allocated() - before) / (long) (SUBJECTS * passes));
            }
            delivery.close();
        }
    }

    private static void prepare(Instruments instruments, TickBatch[] batches, String[] subjects, byte[][] payloads) {
        JsonTickEncoder encoder = new JsonTickEncoder();
        Subjects names = new Subjects("md.tick");
        org.agrona.ExpandableArrayBuffer message = new org.agrona.ExpandableArrayBuffer(4096);
        for (int i = 0; i < SUBJECTS; i++) {
            if (i % BATCH == 0) {
                batches[i / BATCH] = new TickBatch(BATCH);
            }
            var tick = batches[i / BATCH].append(
                    TickStructs.ordinary("IO2603-C-" + (1000 + i), 1000 + i * 37), 0, WallClock.epochNanos(), 0);
            var instrument = instruments.of("IO2603-C-" + (1000 + i));
            tick.instrumentIndex(instrument.index());
            subjects[i] = names.of(instrument);
            payloads[i] = new byte[encoder.encode(tick, instrument, 1_764_000_000_123L, message, 0)];
            message.getBytes(0, payloads[i]);
        }
    }

    private static long bare(Connection connection, String[] subjects, byte[][] payloads, int passes) throws Exception {
        long start = System.nanoTime();
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < SUBJECTS; i++) {
                while (true) {
                    try {
                        connection.publish(subjects[i], payloads[i]);
                        break;
                    } catch (IllegalStateException full) {
                        LockSupport.parkNanos(100_000);
                    }
                }
            }
        }
        connection.flush(Duration.ofSeconds(30));
        return rate(passes, start);
    }

    private static long ours(TickDelivery delivery, TickPublisher publisher, TickBatch[] batches, int passes)
            throws Exception {
        long start = System.nanoTime();
        for (int pass = 0; pass < passes; pass++) {
            for (TickBatch batch : batches) {
                TickBatch fresh = copy(batch);
                while (true) {
                    try {
                        publisher.publish(fresh);
                        break;
                    } catch (TicksRefusedException full) {
                        LockSupport.parkNanos(100_000);
                    }
                }
            }
        }
        while (delivery.figures().inFlight() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return rate(passes, start);
    }

    private static TickBatch copy(TickBatch batch) {
        TickBatch copy = new TickBatch(batch.size());
        for (var tick : batch) {
            int index = tick.instrumentIndex();
            copy.append(tick.buffer(), tick.offset(), tick.receivedAt(), 0).instrumentIndex(index);
        }
        return copy;
    }

    private static long rate(int passes, long start) {
        return (long) (passes * (double) SUBJECTS / ((System.nanoTime() - start) / 1e9));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
