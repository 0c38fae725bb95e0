package io.ctpfeed.drill.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.StreamReader;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

/** Reads {@code md.event.>}, independently of the service. Any thread. */
final class EventWatch implements AutoCloseable {
    private static final String STREAM = "md-events";

    /**
     * An event.
     *
     * @param at when the service says it was, nanoseconds since 1970
     */
    record Seen(long at, JsonNode event) {
        String name() {
            return event.path("name").asText();
        }

        String kind() {
            return event.path("kind").asText();
        }

        String source() {
            return event.path("source").asText();
        }

        JsonNode details() {
            return event.path("details");
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final List<Seen> events = new CopyOnWriteArrayList<>();
    private final Connection connection;
    private final StreamReader stream;

    /** @param stored read what the stream of events keeps */
    EventWatch(String server, boolean stored) throws IOException, InterruptedException {
        connection = Nats.connect(Options.builder()
                .server(server)
                .connectionName("ctpfeed-drill-events")
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(100))
                .build());
        stream = stored ? new StreamReader(connection, STREAM, this::read) : null;
        if (!stored) {
            connection.createDispatcher(this::read).subscribe("md.event.>");
            try {
                connection.flush(Duration.ofSeconds(5));
            } catch (TimeoutException e) {
                close();
                throw new IOException("NATS at " + server + " did not answer in 5 s", e);
            }
        }
    }

    /** All since a moment. @param since nanoseconds since 1970 */
    List<Seen> since(long since) {
        return events.stream().filter(event -> event.at >= since).toList();
    }

    Optional<Seen> first(Collection<String> names, long since) {
        return since(since).stream()
                .filter(event -> names.contains(event.name()))
                .findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        if (stream != null) {
            stream.close();
        }
        connection.close();
    }

    private void read(Message message) {
        try {
            JsonNode event = json.readTree(message.getData());
            events.add(new Seen(nanos(event.path("at").asText()), event));
        } catch (IOException e) {
            throw new UncheckedIOException(message.getSubject(), e);
        }
    }

    static long nanos(String at) {
        Instant instant = Instant.parse(at);
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
