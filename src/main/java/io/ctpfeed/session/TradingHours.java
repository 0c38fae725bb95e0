package io.ctpfeed.session;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hours that a group of products has in common: sessions of the day part, and when its night ends. Any thread.
 *
 * @param name as the file calls the hours of the day part
 * @param dayAuction when orders are first taken in the morning; null where no auction opens the day
 * @param sessions of the day part, in order
 * @param nightAuction when orders are first taken in the evening
 * @param nightOpen when the night session opens
 * @param nightEnd when it ends, after midnight where that is before {@code nightOpen}; null where there is none
 */
public record TradingHours(
        String name,
        LocalTime dayAuction,
        List<Span> sessions,
        LocalTime nightAuction,
        LocalTime nightOpen,
        LocalTime nightEnd) {

    /** From and until. */
    public record Span(LocalTime open, LocalTime close) {}

    /** What the intervals of one trading day are on an exchange, by calendar. */
    static final class Days {
        private static final int KEPT = 64;

        private final String exchange;
        private final TradingHours hours;
        private final TradingCalendar calendar;
        private final Map<LocalDate, List<Interval>> days = new ConcurrentHashMap<>();

        Days(String exchange, TradingHours hours, TradingCalendar calendar) {
            this.exchange = exchange;
            this.hours = hours;
            this.calendar = calendar;
        }

        TradingHours hours() {
            return hours;
        }

        List<Interval> intervals(LocalDate tradingDay) {
            List<Interval> known = days.get(tradingDay);
            if (known == null) {
                if (days.size() >= KEPT) {
                    days.clear();
                }
                known = calendar.exchangeDays().limit(exchange, tradingDay, hours.on(tradingDay, calendar));
                days.put(tradingDay, known);
            }
            return known;
        }
    }

    private List<Interval> on(LocalDate tradingDay, TradingCalendar calendar) {
        if (!calendar.isTradingDay(tradingDay)) {
            return List.of();
        }
        List<Interval> intervals = new ArrayList<>();
        if (nightEnd != null && calendar.hasNight(tradingDay)) {
            LocalDate evening = calendar.previous(tradingDay);
            LocalDate end = nightEnd.isBefore(nightOpen) ? evening.plusDays(1) : evening;
            intervals.add(
                    new Interval(evening.atTime(nightAuction), evening.atTime(nightOpen), end.atTime(nightEnd), true));
        }
        LocalDateTime auction = dayAuction == null ? null : tradingDay.atTime(dayAuction);
        for (Span span : sessions) {
            intervals.add(
                    new Interval(auction, tradingDay.atTime(span.open()), tradingDay.atTime(span.close()), false));
            auction = null;
        }
        return List.copyOf(intervals);
    }
}
