package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An account's session that broke. Immutable.
 *
 * @param from ISO 8601 in UTC
 * @param seconds until it was logged in again; null: not on this day, as far as its events are kept
 */
public record Outage(String account, String from, Long seconds, String reason) {

    /** In the order in which they began. @param events of a day, in order */
    static List<Outage> of(List<DayEvent> events) {
        List<Outage> outages = new ArrayList<>();
        Map<String, Integer> open = new HashMap<>();
        for (DayEvent event : events) {
            if (!event.kind().equals("status")) {
                continue;
            }
            Integer begun = open.get(event.source());
            if (event.name().equals("ready") && begun != null) {
                outages.set(begun, outages.get(begun).until(event.at()));
                open.remove(event.source());
            } else if (isBreak(event) && begun == null) {
                open.put(event.source(), outages.size());
                outages.add(new Outage(
                        event.source(), event.at(), null, event.details().getOrDefault("reason", "")));
            }
        }
        return List.copyOf(outages);
    }

    /** A try that failed is not the same as a session that broke: only the latter may have cost ticks. */
    static boolean isBreak(DayEvent event) {
        return event.name().equals("disconnected")
                && "READY".equals(event.details().get("from"));
    }

    private Outage until(String at) {
        long seconds = Duration.between(Instant.parse(from), Instant.parse(at)).toSeconds();
        return new Outage(account, from, seconds, reason);
    }
}
