package io.ctpfeed.publish;

import io.ctpfeed.publish.TickOutlet.Answer;
import io.ctpfeed.tick.EventSink;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.NatsMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Acknowledged messages of 800 bytes a second: ours on core and on a stream, and jnats' publishAsync. By hand; no test. */
public final class DeliveryBench {
    private static final int SUBJECTS = 2_000;
    private static final int WINDOW = 8_192;
    private static final byte[] PAYLOAD = new byte[800];

    private DeliveryBench() {}

    public static void main(String[] args) throws Exception {
        int messages = Integer.parseInt(args.length > 0 ? args[0] : "200000");
        int rounds = Integer.parseInt(args.length > 1 ? args[1] : "3");
        Path store = Files.createTempDirectory("bench");
        try (NatsServerProcess server = NatsServerProcess.onFreePort().start("-js", "-sd", store.toString());
                NatsLink link = new NatsLink(NatsSettings.of(server.url()), EventSink.NONE).start()) {
            Connection connection = link.connection();
            for (int round = 1; round <= rounds; round++) {
                long core = ours(connection, DeliverySettings.CORE, messages, round);
                DeliveryRig.declareStream(connection, 1);
                long stream = ours(connection, DeliverySettings.JETSTREAM, messages, round);
                long jnats = publishAsync(connection.jetStream(), messages, round);
                connection.jetStreamManagement().deleteStream(DeliveryRig.STREAM);
                System.out.printf("core %,d/s  jetstream %,d/s  publishAsync %,d/s%n", core, stream, jnats);
            }
        }
    }

    private static long ours(Connection connection, DeliverySettings settings, int messages, long epoch)
            throws Exception {
        try (TickDelivery delivery = TickDelivery.start(connection, settings, null, new OutageListener.Silent())) {
            delivery.awaitLive(Duration.ofSeconds(10));
            long start = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                String subject = "md.tick.SHFE.i" + i % SUBJECTS;
                while (delivery.send(subject, epoch, i, PAYLOAD) != Answer.LIVE) {
                    LockSupport.parkNanos(50_000);
                }
            }
            while (delivery.figures().inFlight() > 0) {
                LockSupport.parkNanos(100_000);
            }
            return rate(messages, start);
        }
    }

    private static long publishAsync(JetStream stream, int messages, long epoch) throws Exception {
        ArrayDeque<CompletableFuture<PublishAck>> window = new ArrayDeque<>();
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            String subject = "md.tick.SHFE.i" + i % SUBJECTS;
            window.add(stream.publishAsync(NatsMessage.builder()
                    .subject(subject)
                    .headers(new io.nats.client.impl.Headers()
                            .put(MessageId.HEADER, MessageId.of(subject, epoch + 1000, i)))
                    .data(PAYLOAD)
                    .build()));
            if (window.size() >= WINDOW) {
                window.poll().get(10, TimeUnit.SECONDS);
            }
        }
        for (CompletableFuture<PublishAck> each : window) {
            each.get(10, TimeUnit.SECONDS);
        }
        return rate(messages, start);
    }

    private static long rate(int messages, long start) {
        return (long) (messages / ((System.nanoTime() - start) / 1e9));
    }
}
