package io.ctpfeed.session;

import java.time.LocalDate;

/** The two parts of a day by the calendar on the wall: each has its own opening, and its own work before it. */
public enum DayPart {
    /** The sessions between morning and afternoon. */
    DAY,
    /** The session that begins in the evening: the next trading day's. */
    NIGHT;

    /**
     * Whether there is such a part on that day. On the eve of a public holiday there is no night, on a Friday there is
     * (Monday's), on a Saturday or Sunday there is nothing, also where offices work.
     *
     * @param date by the wall's calendar, Asia/Shanghai: a night is asked for by the date of its evening
     */
    public boolean isOn(LocalDate date, TradingCalendar days) {
        return days.isTradingDay(date) && (this == DAY || days.hasNight(days.next(date)));
    }
}
