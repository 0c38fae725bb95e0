package io.ctpfeed.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.FeedEvent;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON form of an event: {@code kind}, {@code name}, {@code source}, {@code at} (ISO 8601, UTC, milliseconds), {@code
 * epoch} and {@code details}. A bean of routes/events.yaml; any thread.
 */
public final class EventJson {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final ObjectMapper mapper = new ObjectMapper();
    private final long epoch;

    /** @param epoch number of this start of the service, as in ticks */
    public EventJson(long epoch) {
        this.epoch = epoch;
    }

    public byte[] encode(FeedEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", event.kind().token());
        json.put("name", event.name());
        json.put("source", event.source());
        json.put("at", MILLIS.format(event.at()));
        json.put("epoch", epoch);
        json.put("details", plain(event.details()));
        try {
            return mapper.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "event " + event.kind().token() + "/" + event.name() + " has no JSON form", e);
        }
    }

    /** Details come from everywhere: what JSON does not know is written as text, what is no number as null. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, part) -> plain.put(String.valueOf(name), plain(part)));
            return plain;
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(EventJson::plain).collect(Collectors.toList());
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? value : null;
        }
        if (value instanceof Instant instant) {
            return MILLIS.format(instant);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
