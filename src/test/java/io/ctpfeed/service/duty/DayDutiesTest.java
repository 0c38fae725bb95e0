package io.ctpfeed.service.duty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayDutiesTest {
    private final DayDuties duties = new DayDuties(MarketCalendar.read(Path.of("config")));

    @ParameterizedTest
    @CsvSource({
        "2026-11-19T02:31, false", // au and ag have ended
        "2026-11-19T02:29, true",
        "2026-11-19T08:30, false",
        "2026-11-19T08:54:59, false",
        "2026-11-19T08:55, true", // auction
        "2026-11-19T10:20, true", // a break of some, and others trade
        "2026-11-19T12:00, true", // a break of all
        "2026-11-19T15:10, true", // bonds
        "2026-11-19T15:16, false",
        "2026-11-19T20:30, false",
        "2026-11-19T20:55, true",
        "2026-11-21T02:00, true", // Friday's night
        "2026-11-21T10:00, false",
        "2026-09-30T21:30, false", // the eve of a holiday
        "2026-10-01T10:00, false"
    })
    void aSessionIsWhenAnyProductTradesOrPauses(LocalDateTime moment, boolean inSession) {
        assertEquals(inSession, duties.trading(moment).isPresent());
    }

    @Test
    void aTriggerOfTheMachinesClockFindsNothingDueWhileTheClockIsSimulated() {
        WallClock.simulate(MarketTime.epochNanos(LocalDateTime.parse("2026-11-19T08:30")));
        try {
            assertFalse(duties.restartDue("day"));
            assertFalse(duties.checkpointDue("night"));
            assertFalse(duties.closeDue());
            assertTrue(duties.isDue(DayDuties.part("day"), MarketTime.localNow()));
            WallClock.startAt(MarketTime.epochNanos(LocalDateTime.parse("2026-11-19T08:30")));
            assertFalse(duties.restartDue("day"), "an invented market's clock that runs");
        } finally {
            WallClock.real();
        }
        assertFalse(WallClock.isSimulated());
    }

    @Test
    void aProductThatTradesIsNamed() {
        assertEquals(
                "SHFE.rb is BREAK at 10:20",
                duties.trading(LocalDateTime.parse("2026-11-19T10:20")).orElseThrow());
    }

    @Test
    void aPartThatThereIsNotIsNamed() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> duties.restartDue("noon"));
        assertEquals("'noon' is no part of a day; write day or night", e.getMessage());
    }
}
