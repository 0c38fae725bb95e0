package io.ctpfeed.quality.gap;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stretch of time in which ticks are missing, or may be. Immutable; instants are ISO 8601 in UTC.
 *
 * @param id unique, for as long as its file is kept
 * @param evidence see {@link Evidence#token}
 * @param lines accounts that missed them; empty where the feed itself did
 * @param from last instant at which all was well
 * @param to first instant at which all is well again; null while open
 * @param instrumentCount how many instruments are concerned; 0 where that is not known: then it may be any
 * @param exchanges how many of each exchange
 * @param instruments codes, {@value Affected#NAMED} at the most
 * @param recoveredBy accounts that brought all of it meanwhile: consumers saw nothing of the gap; empty: they may miss ticks
 * @param ticks missing, as far as they could be counted; null where not
 * @param lots traded within, by instrument, {@value Affected#NAMED} at the most; null where not estimated
 * @param lotsTotal of all instruments; null likewise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GapRecord(
        String id,
        String evidence,
        List<String> lines,
        String from,
        String to,
        int instrumentCount,
        Map<String, Integer> exchanges,
        List<String> instruments,
        List<String> recoveredBy,
        Long ticks,
        Map<String, Long> lots,
        Long lotsTotal) {

    /** Whether consumers may miss ticks. */
    public boolean visible() {
        return recoveredBy.isEmpty();
    }

    /** Nanoseconds since 1970. */
    long fromNanos() {
        return nanos(from);
    }

    GapRecord covered(List<String> by) {
        return with(to, by, ticks, lots, lotsTotal);
    }

    GapRecord moreTicks(long more) {
        return with(to, recoveredBy, ticks == null ? more : ticks + more, lots, lotsTotal);
    }

    GapRecord until(long end) {
        return with(text(end), recoveredBy, ticks, lots, lotsTotal);
    }

    GapRecord estimated(Map<String, Long> byInstrument, long total) {
        return with(to, recoveredBy, ticks, byInstrument, total);
    }

    /** As details of an event, in the order in which they read well. */
    Object[] details() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", id);
        all.put("evidence", evidence);
        all.put("lines", lines);
        all.put("from", from);
        all.put("to", to);
        all.put("recoveredBy", recoveredBy);
        all.put("instrumentCount", instrumentCount);
        all.put("exchanges", exchanges);
        all.put("instruments", instruments);
        Map<String, Object> estimate = new LinkedHashMap<>();
        estimate.put("ticks", ticks);
        estimate.put("lots", lotsTotal);
        estimate.put("lotsByInstrument", lots);
        all.put("estimate", estimate);
        return all.entrySet().stream()
                .flatMap(each -> java.util.stream.Stream.of(each.getKey(), each.getValue()))
                .toArray();
    }

    /** All that is learned of a gap after it opened. */
    private GapRecord with(String end, List<String> by, Long missing, Map<String, Long> byInstrument, Long total) {
        return new GapRecord(
                id,
                evidence,
                lines,
                from,
                end,
                instrumentCount,
                exchanges,
                instruments,
                by,
                missing,
                byInstrument,
                total);
    }

    /** Microseconds are kept: instants of ticks are compared with it. */
    static String text(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos).toString();
    }

    static long nanos(String instant) {
        return nanos(Instant.parse(instant));
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
