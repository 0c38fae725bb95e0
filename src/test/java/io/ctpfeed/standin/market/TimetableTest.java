package io.ctpfeed.standin.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class TimetableTest {
    @Test
    void fridaysNightBelongsToMonday() {
        LocalDate monday = LocalDate.of(2026, 1, 12);
        assertTrue(Timetable.hasNight(monday));
        assertEquals(LocalDateTime.of(2026, 1, 9, 20, 59), Timetable.time(Timetable.first(monday)));
    }

    @Test
    void theEveOfAHolidayHasNoNight() {
        LocalDate afterSpringFestival = LocalDate.of(2026, 2, 24);
        assertEquals(LocalDate.of(2026, 2, 13), Timetable.previousTradingDay(afterSpringFestival));
        assertFalse(Timetable.hasNight(afterSpringFestival));
        assertEquals(LocalDateTime.of(2026, 2, 24, 8, 59), Timetable.time(Timetable.first(afterSpringFestival)));
    }

    @Test
    void workingWeekendsDoNotTrade() {
        assertFalse(Timetable.isTradingDay(LocalDate.of(2026, 2, 14)));
        assertFalse(Timetable.isTradingDay(LocalDate.of(2026, 2, 28)));
    }

    @Test
    void framesFollowOneAnotherThroughTheDay() {
        long frame = Timetable.first(LocalDate.of(2026, 1, 6));
        LocalDateTime before = Timetable.time(frame);
        for (; Frames.tradingDay(frame).equals(LocalDate.of(2026, 1, 6)); frame = Timetable.next(frame)) {
            assertFalse(Timetable.time(frame).isBefore(before));
            before = Timetable.time(frame);
        }
        assertEquals(LocalDateTime.of(2026, 1, 6, 15, 20), before);
        assertEquals(LocalDateTime.of(2026, 1, 6, 20, 59), Timetable.time(frame));
    }

    @Test
    void statusesFollowTheSession() {
        assertEquals('3', Hours.NIGHT_2300.status(LocalTime.of(20, 56), true));
        assertEquals('2', Hours.NIGHT_2300.status(LocalTime.of(22, 0), true));
        assertEquals('0', Hours.NIGHT_2300.status(LocalTime.of(22, 0), false));
        assertEquals('1', Hours.NIGHT_2300.status(LocalTime.of(1, 0), true));
        assertEquals('2', Hours.NIGHT_0230.status(LocalTime.of(1, 0), true));
        assertEquals('1', Hours.DAY.status(LocalTime.of(10, 20), true));
        assertEquals('2', Hours.INDEX.status(LocalTime.of(10, 20), true));
        assertEquals('6', Hours.INDEX.status(LocalTime.of(15, 10), true));
        assertEquals('2', Hours.BOND.status(LocalTime.of(15, 10), true));
    }
}
