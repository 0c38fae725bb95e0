package io.ctpfeed.drill.failure;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.tick.Contract;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the service itself says was lost: the gap records among its events, the last word of each. Those that another line
 * made up for announce no loss. A record names some of its instruments and counts them by exchange; without a count it means
 * all. Immutable.
 */
final class GapRecords {
    /** Stamps of records and the market's pace are not exact to the tick. */
    private static final long SLACK_NANOS = 500_000_000L;

    private record Gap(long from, long to, int count, Set<String> instruments, Set<String> exchanges) {
        boolean covers(Contract contract, long at) {
            boolean meant = count == 0
                    || instruments.contains(contract.instrumentId())
                    || count > instruments.size() && exchanges.contains(contract.exchangeId());
            return meant && at >= from - SLACK_NANOS && (to == Long.MAX_VALUE || at <= to + SLACK_NANOS);
        }
    }

    private final Collection<Gap> gaps;

    private GapRecords(Collection<Gap> gaps) {
        this.gaps = gaps;
    }

    static GapRecords of(List<EventWatch.Seen> events) {
        Map<String, Gap> gaps = new LinkedHashMap<>();
        for (EventWatch.Seen seen : events) {
            JsonNode details = seen.details();
            long from = nanos(details, "from", -1);
            if (!seen.kind().equals("gap") || from < 0) {
                continue;
            }
            String id = details.path("id").asText("at " + seen.at());
            if (details.path("recoveredBy").isEmpty()) {
                gaps.put(id, gap(from, details));
            } else {
                gaps.remove(id);
            }
        }
        return new GapRecords(List.copyOf(gaps.values()));
    }

    /** Whether a record covers what an instrument lost at a moment. */
    boolean announce(Contract contract, long at) {
        return gaps.stream().anyMatch(gap -> gap.covers(contract, at));
    }

    private static Gap gap(long from, JsonNode details) {
        Set<String> instruments = names(details.path("instruments"));
        int count = details.path("instrumentCount").asInt(instruments.size());
        long to = nanos(details, "to", Long.MAX_VALUE);
        return new Gap(from, to, count, instruments, names(details.path("exchanges")));
    }

    private static long nanos(JsonNode details, String field, long otherwise) {
        try {
            String text = details.path(field).asText();
            return text.isEmpty() || text.equals("null") ? otherwise : EventWatch.nanos(text);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    /** A list of names, or counts by name. */
    private static Set<String> names(JsonNode node) {
        Set<String> names = new HashSet<>();
        if (node.isArray()) {
            node.forEach(name -> names.add(name.asText()));
        } else {
            node.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }
}
