package io.ctpfeed.ops.day;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import java.util.List;
import java.util.Map;

/**
 * A trading day as it is kept in {@code days/YYYYMMDD.json}. Immutable.
 *
 * @param tradingDay yyyy-MM-dd
 * @param standIn whether any of it was the invented market
 * @param starts of the service on this day, so restarts and one
 * @param savedAt when, ISO 8601 in UTC
 * @param minutes those in which something was published or looked at, in order
 * @param classes published ticks by class of tick
 * @param instruments those with a published tick
 * @param eventCounts by {@code kind/name}
 * @param gapTicks ticks that events said the feed lost
 * @param events the first of the day, as many as are kept
 * @param reconciliation the last of the day; null where there was none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DayFigures(
        String tradingDay,
        boolean standIn,
        int starts,
        String savedAt,
        List<Minute> minutes,
        Map<String, Long> classes,
        List<InstrumentDay> instruments,
        Map<String, Long> eventCounts,
        long gapTicks,
        List<DayEvent> events,
        ReconcileResult reconciliation) {

    /** The same day with the result of a later reconciliation. */
    public DayFigures reconciled(ReconcileResult result) {
        return new DayFigures(
                tradingDay,
                standIn,
                starts,
                savedAt,
                minutes,
                classes,
                instruments,
                eventCounts,
                gapTicks,
                events,
                result);
    }

    /**
     * One minute.
     *
     * @param at HH:mm by the exchanges' clock
     * @param ticks published, by exchange; those without are left out
     * @param coverage as last looked at in this minute; null where nobody looked
     */
    public record Minute(String at, Map<String, Long> ticks, Coverage coverage) {}

    /**
     * One instrument.
     *
     * @param lastAt when its last tick was received; nanoseconds since 1970, UTC
     * @param openInterest null: no value
     * @param lastPrice null: no value
     */
    public record InstrumentDay(
            String instrumentId,
            String exchangeId,
            long ticks,
            long lastAt,
            int volume,
            Double openInterest,
            Double lastPrice) {}

    /** One event. @param at ISO 8601 in UTC */
    public record DayEvent(String at, String kind, String name, String source, Map<String, String> details) {}
}
