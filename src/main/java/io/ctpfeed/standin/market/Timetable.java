package io.ctpfeed.standin.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which days trade, and the order of frames through them: the stand-in's own small calendar. Weekends and the listed
 * public holidays do not trade; the evening before a public holiday has no night session; Friday's night belongs to
 * Monday.
 */
public final class Timetable {
    private static final String HOLIDAYS =
            """
            2025-01-01/2025-01-01 2025-01-28/2025-02-04 2025-04-04/2025-04-06 2025-05-01/2025-05-05
            2025-05-31/2025-06-02 2025-10-01/2025-10-08 2026-01-01/2026-01-03 2026-02-15/2026-02-23
            2026-04-04/2026-04-06 2026-05-01/2026-05-05 2026-06-19/2026-06-21 2026-09-25/2026-09-27
            2026-10-01/2026-10-07 2027-01-01/2027-01-01""";

    private static final Set<LocalDate> CLOSED = new HashSet<>();
    private static final Map<LocalDate, Boolean> NIGHTS = new ConcurrentHashMap<>();

    static {
        for (String range : HOLIDAYS.split("\\s+")) {
            LocalDate last = LocalDate.parse(range.substring(11));
            LocalDate.parse(range.substring(0, 10)).datesUntil(last.plusDays(1)).forEach(CLOSED::add);
        }
    }

    private Timetable() {}

    /** Whether a calendar day is a trading day. */
    public static boolean isTradingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !CLOSED.contains(day);
    }

    public static LocalDate nextTradingDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isTradingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    public static LocalDate previousTradingDay(LocalDate day) {
        LocalDate previous = day.minusDays(1);
        while (!isTradingDay(previous)) {
            previous = previous.minusDays(1);
        }
        return previous;
    }

    /** Whether a trading day begins with a night session on the evening of the trading day before. */
    public static boolean hasNight(LocalDate tradingDay) {
        return NIGHTS.computeIfAbsent(
                tradingDay, day -> previousTradingDay(day).datesUntil(day).noneMatch(CLOSED::contains));
    }

    /** The frame after that one; from a day's last to the first of the next trading day. */
    public static long next(long frame) {
        return Frames.ordinal(frame) < Frames.LAST ? frame + 1 : first(nextTradingDay(Frames.tradingDay(frame)));
    }

    /** A trading day's first frame. */
    public static long first(LocalDate tradingDay) {
        return Frames.of(tradingDay, hasNight(tradingDay) ? 0 : Frames.FIRST_OF_DAY_PART);
    }

    /** The first frame of a trading day at or after a time of day (from 18:00 on and before 06:00: of its night). */
    public static long frameFrom(LocalDate tradingDay, LocalTime time) {
        return Math.max(first(tradingDay), Frames.of(tradingDay, Frames.ordinalFrom(time)));
    }

    /** Market time of a frame. */
    public static LocalDateTime time(long frame) {
        return Frames.time(previousTradingDay(Frames.tradingDay(frame)), frame);
    }
}
