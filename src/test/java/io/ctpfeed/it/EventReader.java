package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Reads {@code md.event.>} back from NATS. Any thread. */
final class EventReader implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Connection connection;

    EventReader(String server) throws Exception {
        connection = Nats.connect(server);
        connection.createDispatcher(this::read).subscribe("md.event.>");
        connection.flush(Duration.ofSeconds(5));
    }

    /** What was read so far, in the order in which it came. */
    List<JsonNode> all() {
        return List.copyOf(events);
    }

    List<JsonNode> named(String name) {
        return events.stream().filter(event -> is(event, name)).toList();
    }

    /** Forgets what was read. */
    void clear() {
        events.clear();
    }

    /** Waits for an event of that name. @return the first one that fits */
    JsonNode await(String name, Predicate<JsonNode> fits) {
        Awaitility.await(name + " among " + events).atMost(30, TimeUnit.SECONDS).until(() -> events.stream()
                .anyMatch(event -> is(event, name) && fits.test(event)));
        return events.stream()
                .filter(event -> is(event, name) && fits.test(event))
                .findFirst()
                .orElseThrow();
    }

    JsonNode await(String name) {
        return await(name, event -> true);
    }

    @Override
    public void close() throws InterruptedException {
        connection.close();
    }

    private void read(Message message) {
        try {
            events.add(json.readTree(message.getData()));
        } catch (IOException e) {
            throw new UncheckedIOException(message.getSubject(), e);
        }
    }

    private static boolean is(JsonNode event, String name) {
        return event.path("name").asText().equals(name);
    }
}
