package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import io.ctpfeed.ops.day.DayFigures.InstrumentDay;
import io.ctpfeed.ops.day.DayFigures.Minute;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.tick.EventName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A trading day told to people and programs: {@code reports/YYYYMMDD.json}. Immutable; made of the day's record alone, so
 * that a past day's report can be made again.
 *
 * @param tradingDay yyyy-MM-dd
 * @param standIn whether any of it was the invented market
 * @param asOf up to when it counts, ISO 8601 in UTC
 * @param publishedTicks the sum of {@code exchanges}
 * @param exchanges those with a published tick
 * @param coverage as last looked at; null where nobody looked
 * @param outages sessions that broke, as far as the day's events are kept
 * @param quietest instruments with the fewest published ticks
 * @param reconciliation null where there was none
 */
public record DayReport(
        String tradingDay,
        boolean standIn,
        String asOf,
        Verdict verdict,
        long publishedTicks,
        int publishedInstruments,
        List<ExchangeDay> exchanges,
        Map<String, Long> classes,
        Coverage coverage,
        Incidents incidents,
        List<Outage> outages,
        List<DayEvent> checkpoints,
        List<InstrumentDay> quietest,
        ReconcileResult reconciliation,
        List<Minute> minutes,
        Map<String, Long> eventCounts,
        List<DayEvent> events) {

    private static final int QUIETEST = 20;
    private static final String LIMITS = "subscription/limit";

    /**
     * An exchange's day.
     *
     * @param ticks published
     * @param instruments with a published tick, by what their exchange is known to be now
     * @param busiestMinute HH:mm by the exchanges' clock
     */
    public record ExchangeDay(String exchange, long ticks, int instruments, String busiestMinute, long ticksInIt) {}

    /** What went wrong, or was steered against, as often as it happened. */
    public record Incidents(
            long disconnects,
            long connectsFailed,
            long natsOutages,
            long failovers,
            long limitHits,
            long gaps,
            long gapTicks,
            long editsRefused,
            long restarts,
            long recoveries) {}

    public static DayReport of(DayFigures day) {
        List<ExchangeDay> exchanges = Exchanges.ALL.stream()
                .map(exchange -> exchange(exchange, day))
                .filter(each -> each.ticks > 0)
                .toList();
        Coverage coverage = coverage(day.minutes());
        Incidents incidents = incidents(day);
        return new DayReport(
                day.tradingDay(),
                day.standIn(),
                day.savedAt(),
                Verdict.of(day.tradingDay(), day.reconciliation(), incidents, coverage, sum(day, "checkpoint/failed")),
                exchanges.stream().mapToLong(ExchangeDay::ticks).sum(),
                day.instruments().size(),
                exchanges,
                day.classes(),
                coverage,
                incidents,
                Outage.of(day.events()),
                day.events().stream()
                        .filter(event -> event.kind().equals("checkpoint"))
                        .toList(),
                quietest(day.instruments()),
                day.reconciliation(),
                day.minutes(),
                day.eventCounts(),
                day.events());
    }

    /** A few lines for a terminal. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("trading day " + tradingDay + (standIn ? " (invented market)" : "") + ": "
                + Numbers.text(publishedTicks) + " ticks of " + Numbers.text(publishedInstruments)
                + " instruments published");
        lines.add("verdict: " + verdict.outcome().text()
                + (verdict.reasons().isEmpty() ? "" : ": " + String.join("; ", verdict.reasons())));
        exchanges.forEach(each -> lines.add("  " + each.exchange + ": " + Numbers.text(each.ticks) + " ticks, "
                + Numbers.text(each.instruments) + " instruments, at most " + Numbers.text(each.ticksInIt)
                + " a minute (" + each.busiestMinute + ")"));
        if (coverage != null) {
            lines.add("coverage: " + Numbers.text(coverage.ticking()) + " of " + Numbers.text(coverage.wanted())
                    + " subscribed instruments ticking");
        }
        lines.add("disconnects " + incidents.disconnects + ", failovers " + incidents.failovers + ", limit hits "
                + incidents.limitHits + ", gaps " + incidents.gaps + ", restarts " + incidents.restarts);
        lines.add("reconciliation: " + (reconciliation == null ? "not run" : reconciliation.text()));
        return lines;
    }

    private static ExchangeDay exchange(String exchange, DayFigures day) {
        long ticks = 0;
        Minute busiest = null;
        for (Minute minute : day.minutes()) {
            ticks += count(minute, exchange);
            busiest = busiest == null || count(minute, exchange) > count(busiest, exchange) ? minute : busiest;
        }
        int instruments = (int) day.instruments().stream()
                .filter(each -> Exchanges.index(each.exchangeId()) == Exchanges.index(exchange))
                .count();
        return new ExchangeDay(
                exchange,
                ticks,
                instruments,
                busiest == null ? "" : busiest.at(),
                busiest == null ? 0 : count(busiest, exchange));
    }

    static boolean isLimitHit(DayEvent event) {
        return (event.kind() + "/" + event.name()).startsWith(LIMITS);
    }

    static long count(Minute minute, String exchange) {
        return minute.ticks().getOrDefault(exchange, 0L);
    }

    private static Coverage coverage(List<Minute> minutes) {
        return minutes.stream()
                .map(Minute::coverage)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static Incidents incidents(DayFigures day) {
        return new Incidents(
                sum(day, "status/disconnected"),
                sum(day, "status/connect-failed"),
                sum(day, "status/nats-disconnected"),
                sum(day, "failover/switched"),
                sum(day, LIMITS),
                sum(day, "gap/" + EventName.GAP_OPENED.token()),
                day.gapTicks(),
                sum(day, "route/edit-refused"),
                day.starts() - 1L,
                sum(day, "recovery/"));
    }

    private static long sum(DayFigures day, String start) {
        return day.eventCounts().entrySet().stream()
                .filter(event -> event.getKey().startsWith(start))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<InstrumentDay> quietest(List<InstrumentDay> instruments) {
        return instruments.stream()
                .sorted(Comparator.comparingLong(InstrumentDay::ticks).thenComparing(InstrumentDay::instrumentId))
                .limit(QUIETEST)
                .toList();
    }
}
