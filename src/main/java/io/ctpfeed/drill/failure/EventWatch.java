package io.ctpfeed.drill.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.NatsReader;
import io.nats.client.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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
    private final NatsReader reader;

    /** @param stored read what the stream of events keeps */
    EventWatch(String server, boolean stored) throws IOException, InterruptedException {
        reader =
                new NatsReader(server, "ctpfeed-drill-events", stored ? STREAM : "", List.of("md.event.>"), this::read);
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
        reader.close();
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
