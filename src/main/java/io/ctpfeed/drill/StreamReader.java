package io.ctpfeed.drill;

import io.nats.client.Connection;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Reads what a stream keeps, each message once and in order, however often the server goes away meanwhile: it goes on behind
 * the last one it read. A thread of its own.
 */
final class StreamReader implements AutoCloseable {
    private static final int MESSAGES = 2_000;
    private static final long EXPIRES_MILLIS = 1_000;

    private final Connection connection;
    private final String stream;
    private final Consumer<Message> reader;
    private final Thread thread = new Thread(this::read, "verifier-stream");
    private volatile boolean closed;
    private long next = 1;

    StreamReader(Connection connection, String stream, Consumer<Message> reader) {
        this.connection = connection;
        this.stream = stream;
        this.reader = reader;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }

    private void read() {
        try {
            while (!closed) {
                try {
                    fetch();
                } catch (IOException | JetStreamApiException | IllegalStateException e) {
                    FeedRig.pause(); // the stream is not there yet, or the server is away
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch() throws IOException, JetStreamApiException, InterruptedException {
        OrderedConsumerContext consumer = connection
                .getStreamContext(stream)
                .createOrderedConsumer(new OrderedConsumerConfiguration()
                        .deliverPolicy(DeliverPolicy.ByStartSequence)
                        .startSequence(next));
        while (!closed && connection.getStatus() == Connection.Status.CONNECTED) {
            FetchConsumeOptions some = FetchConsumeOptions.builder()
                    .maxMessages(MESSAGES)
                    .expiresIn(EXPIRES_MILLIS)
                    .build();
            try (FetchConsumer fetched = consumer.fetch(some)) {
                for (Message message; (message = fetched.nextMessage()) != null; ) {
                    long sequence = message.metaData().streamSequence();
                    if (sequence >= next) { // a consumer that was lost with its server may begin before where it was
                        reader.accept(message);
                        next = sequence + 1;
                    }
                }
            } catch (IOException | JetStreamApiException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
