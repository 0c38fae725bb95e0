package io.ctpfeed.standin.market;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** What all ticks of one frame share: its place in each trading hours, its time and its dates as bytes. Immutable. */
public final class MarketFrame {
    private static final Hours[] HOURS = Hours.values();

    final long number;
    final int ordinal;
    final boolean night;
    final int millis;
    /** HH:mm:ss and yyyyMMdd as eight ASCII bytes, the first in the lowest byte. */
    final long updateTime;

    final long tradingDay;
    final long calendarDay;
    final DayBook book;

    private final Phase[] phases = new Phase[HOURS.length];
    private final int[] framesUntil = new int[HOURS.length];

    MarketFrame(long number, DayBook book) {
        this.number = number;
        this.book = book;
        this.ordinal = Frames.ordinal(number);
        this.night = Frames.isNight(ordinal);
        LocalDate day = Frames.tradingDay(number);
        LocalDateTime time = Frames.time(book.evening(), number);
        this.millis = time.getNano() / 1_000_000;
        this.updateTime =
                ascii(digits(time.getHour()) + ":" + digits(time.getMinute()) + ":" + digits(time.getSecond()));
        this.tradingDay = ascii(day.format(DateTimeFormatter.BASIC_ISO_DATE));
        this.calendarDay = night ? ascii(time.format(DateTimeFormatter.BASIC_ISO_DATE)) : tradingDay;
        for (Hours hours : HOURS) {
            phases[hours.ordinal()] = hours.phase(ordinal, book.hasNight());
            framesUntil[hours.ordinal()] = hours.framesUntil(ordinal, book.hasNight());
        }
    }

    /** See {@link Frames}. */
    public long number() {
        return number;
    }

    Phase phase(int hours) {
        return phases[hours];
    }

    int framesUntil(int hours) {
        return framesUntil[hours];
    }

    private static String digits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static long ascii(String eight) {
        long packed = 0;
        for (int i = 7; i >= 0; i--) {
            packed = packed << 8 | eight.charAt(i);
        }
        return packed;
    }
}
