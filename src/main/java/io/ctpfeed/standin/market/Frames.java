package io.ctpfeed.standin.market;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * The numbers of frames. A frame is half a second of market time in which at least one product may tick; its number
 * holds the trading day and the ordinal within it, so it needs no other reference.
 *
 * <p>A trading day's frames in order: night auction 20:59:00, night 21:00:00 to 02:30:00, day auction 08:59:00, morning
 * 09:00:00 to 11:30:00, afternoon 13:00:00 to 15:15:00, push after the close 15:20:00 (ends included: ticks stamped
 * exactly at a session's end are legal).
 */
public final class Frames {
    /** Length of a frame of market time. */
    public static final int MILLIS = 500;

    static final int PER_DAY_BITS = 17;
    private static final long ORDINAL_MASK = (1L << PER_DAY_BITS) - 1;

    private static final Segment[] SEGMENTS = segments(
            "20:59:00",
            "20:59:00",
            "21:00:00",
            "02:30:00",
            "08:59:00",
            "08:59:00",
            "09:00:00",
            "11:30:00",
            "13:00:00",
            "15:15:00",
            "15:20:00",
            "15:20:00");
    static final int FIRST_OF_DAY_PART = SEGMENTS[2].first;
    static final int LAST = SEGMENTS[5].first;

    private Frames() {}

    static long of(LocalDate tradingDay, int ordinal) {
        return (tradingDay.toEpochDay() << PER_DAY_BITS) + ordinal;
    }

    /** The trading day of a frame. */
    public static LocalDate tradingDay(long frame) {
        return LocalDate.ofEpochDay(frame >> PER_DAY_BITS);
    }

    /** What the numbers of a trading day's frames count from. */
    public static long base(LocalDate tradingDay) {
        return of(tradingDay, 0);
    }

    /** What the number of a frame counts from. */
    public static long base(long frame) {
        return frame & ~ORDINAL_MASK;
    }

    static int ordinal(long frame) {
        return (int) (frame & ORDINAL_MASK);
    }

    static boolean isNight(int ordinal) {
        return ordinal < FIRST_OF_DAY_PART;
    }

    /** Half-seconds since midnight of the evening (night) or of the trading day (day part); night runs past 24 h. */
    static int halfSeconds(int ordinal) {
        Segment segment = segmentOf(ordinal);
        return segment.start + ordinal - segment.first;
    }

    /** @return -1 where no frame has that time of day; {@code half} is 0 or 1 */
    static int ordinalAt(LocalTime time, int half) {
        int at = halfSecondsOf(time) + half;
        for (Segment segment : SEGMENTS) {
            if (at >= segment.start && at < segment.start + segment.count) {
                return segment.first + at - segment.start;
            }
        }
        return -1;
    }

    /** The first ordinal at or after a time of day; {@link #LAST} where the trading day has no later one. */
    static int ordinalFrom(LocalTime time) {
        int at = halfSecondsOf(time);
        boolean night = at >= SEGMENTS[0].start - 2 * 7200;
        for (Segment segment : SEGMENTS) {
            boolean segmentIsNight = isNight(segment.first);
            if (segmentIsNight == night && at < segment.start + segment.count) {
                return segment.first + Math.max(0, at - segment.start);
            }
        }
        return night ? FIRST_OF_DAY_PART : LAST;
    }

    /** @param evening the calendar day on whose evening the trading day begins */
    static LocalDateTime time(LocalDate evening, long frame) {
        int ordinal = ordinal(frame);
        LocalDate day = isNight(ordinal) ? evening : tradingDay(frame);
        return day.atStartOfDay().plusNanos(halfSeconds(ordinal) * (MILLIS * 1_000_000L));
    }

    private static int halfSecondsOf(LocalTime time) {
        int halves = (int) (time.toNanoOfDay() / (MILLIS * 1_000_000L));
        return time.getHour() < 6 ? halves + 24 * 7200 : halves;
    }

    private static Segment segmentOf(int ordinal) {
        int i = SEGMENTS.length - 1;
        while (SEGMENTS[i].first > ordinal) {
            i--;
        }
        return SEGMENTS[i];
    }

    private static Segment[] segments(String... bounds) {
        Segment[] segments = new Segment[bounds.length / 2];
        int first = 0;
        for (int i = 0; i < segments.length; i++) {
            int start = halfSecondsOf(LocalTime.parse(bounds[2 * i]));
            int count = halfSecondsOf(LocalTime.parse(bounds[2 * i + 1])) - start + 1;
            segments[i] = new Segment(first, start, count);
            first += count;
        }
        return segments;
    }

    private record Segment(int first, int start, int count) {}
}
