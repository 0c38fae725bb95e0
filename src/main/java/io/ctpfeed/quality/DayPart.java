package io.ctpfeed.quality;

import io.ctpfeed.session.Interval;
import java.time.LocalTime;

/** The parts of a trading day between which an instrument's pace differs. */
public enum DayPart {
    NIGHT,
    /** Until 10:15; on CFFEX the whole morning. */
    MORNING_1,
    /** From 10:30. */
    MORNING_2,
    AFTERNOON;

    private static final LocalTime SECOND = LocalTime.of(10, 20);
    private static final LocalTime NOON = LocalTime.of(12, 0);

    public static DayPart of(Interval interval) {
        if (interval.night()) {
            return NIGHT;
        }
        LocalTime open = interval.open().toLocalTime();
        return open.isBefore(SECOND) ? MORNING_1 : open.isBefore(NOON) ? MORNING_2 : AFTERNOON;
    }
}
