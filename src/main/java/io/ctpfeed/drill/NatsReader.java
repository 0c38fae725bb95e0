package io.ctpfeed.drill;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Reads messages as they go by, or what a stream of JetStream keeps of them; reconnects as often as it takes. A thread of
 * the client's, or of a {@link StreamReader}, tells of them one after the other.
 */
public final class NatsReader implements AutoCloseable {
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Connection connection;
    private final StreamReader stream;

    /**
     * Whatever is published after it is read.
     *
     * @param name of the connection
     * @param stream what this stream keeps is read, instead of what goes by; empty: none
     * @param subjects of what goes by
     */
    public NatsReader(String server, String name, String stream, List<String> subjects, Consumer<Message> reader)
            throws IOException, InterruptedException {
        connection = Nats.connect(Options.builder()
                .server(server)
                .connectionName(name)
                .maxReconnects(-1)
                .reconnectWait(RECONNECT_WAIT)
                .build());
        if (!stream.isEmpty()) {
            this.stream = new StreamReader(connection, stream, reader);
            return;
        }
        this.stream = null;
        Dispatcher dispatcher = connection.createDispatcher(reader::accept);
        dispatcher.setPendingLimits(-1, -1);
        subjects.forEach(dispatcher::subscribe);
        try {
            connection.flush(PATIENCE);
        } catch (TimeoutException e) {
            close();
            throw new IOException("NATS at " + server + " did not answer in " + PATIENCE.toSeconds() + " s", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (stream != null) {
            stream.close();
        }
        connection.close();
    }
}
