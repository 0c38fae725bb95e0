package io.ctpfeed.ops.day;

import java.util.concurrent.TimeUnit;

/**
 * The minutes of a trading day by the exchanges' clock, from 18:00 of the evening on which it begins: night first. A
 * trading day that spans a weekend has each of them once, as nobody trades in between. Stateless.
 */
final class MinuteOfDay {
    static final int COUNT = 1_440;

    /** Asia/Shanghai is UTC+8 all year. */
    private static final int SHANGHAI = 8 * 60;

    private static final int FIRST = 18 * 60;

    private MinuteOfDay() {}

    /** @param epochNanos nanoseconds since 1970, UTC */
    static int of(long epochNanos) {
        return ofEpochMinute(epochNanos / TimeUnit.MINUTES.toNanos(1));
    }

    static int ofEpochMinute(long epochMinute) {
        return (int) Math.floorMod(epochMinute + SHANGHAI - FIRST, (long) COUNT);
    }

    /** HH:mm. */
    static String text(int minute) {
        int ofDay = (minute + FIRST) % COUNT;
        return String.format("%02d:%02d", ofDay / 60, ofDay % 60);
    }

    /** @param text HH:mm */
    static int parse(String text) {
        int ofDay = Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3, 5));
        return Math.floorMod(ofDay - FIRST, COUNT);
    }
}
