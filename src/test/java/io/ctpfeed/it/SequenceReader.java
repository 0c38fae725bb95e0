package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A consumer that knows of the market no more than the sequence numbers in {@code md.tick.>} or the like: what any consumer on core
 * NATS can see of a loss. Figures may be read by any thread.
 */
final class SequenceReader {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Long> last = new HashMap<>();
    private long read;
    private long repeated;
    private long missing;

    SequenceReader(Connection connection) throws Exception {
        this(connection, "md.tick.>");
    }

    SequenceReader(Connection connection, String subjects) throws Exception {
        connection.createDispatcher(this::read).subscribe(subjects);
        connection.flush(Duration.ofSeconds(5));
    }

    synchronized long count() {
        return read;
    }

    /** Messages whose number is not above the last one of their subject. */
    synchronized long repeated() {
        return repeated;
    }

    /** Numbers that were passed over. */
    synchronized long missing() {
        return missing;
    }

    private synchronized void read(Message message) {
        try {
            JsonNode tick = json.readTree(message.getData());
            long sequence = tick.path("seq").asLong();
            Long before = last.put(message.getSubject(), sequence);
            read++;
            if (before != null && sequence <= before) {
                repeated++;
            } else if (before != null) {
                missing += sequence - before - 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(message.getSubject(), e);
        }
    }
}
