package io.ctpfeed.session;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;

/** Which days trade, and which trading day an instant belongs to. Immutable. */
public final class TradingCalendar {
    private TradingCalendar() {}

    public static TradingCalendar read(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    public boolean isTradingDay(LocalDate day) {
        throw new UnsupportedOperationException(day.toString());
    }

    public LocalDate next(LocalDate day) {
        throw new UnsupportedOperationException(day.toString());
    }

    public LocalDate previous(LocalDate day) {
        throw new UnsupportedOperationException(day.toString());
    }

    /** Whether that trading day begins with a night session on the evening of the trading day before. */
    public boolean hasNight(LocalDate tradingDay) {
        throw new UnsupportedOperationException(tradingDay.toString());
    }

    /** The trading day in progress; from 18:00 on, and on days off, the one that comes next. */
    public LocalDate tradingDayAt(LocalDateTime moment) {
        throw new UnsupportedOperationException(moment.toString());
    }

    /** Last day the calendar says something about. */
    public LocalDate coveredUntil() {
        throw new UnsupportedOperationException();
    }

    public Set<LocalDate> holidays() {
        throw new UnsupportedOperationException();
    }
}
