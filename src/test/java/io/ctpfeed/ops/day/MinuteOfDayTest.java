package io.ctpfeed.ops.day;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.session.MarketTime;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class MinuteOfDayTest {
    @Test
    void theTradingDayBeginsInTheEvening() {
        assertEquals(0, of("2026-01-05T18:00:59"));
        assertEquals(180, of("2026-01-05T21:00:00"));
        assertEquals(360, of("2026-01-06T00:00:00"));
        assertEquals(900, of("2026-01-06T09:00:00"));
        assertEquals(MinuteOfDay.COUNT - 1, of("2026-01-06T17:59:59"));
    }

    @Test
    void eachMinuteComesBackFromItsText() {
        for (int minute = 0; minute < MinuteOfDay.COUNT; minute++) {
            assertEquals(minute, MinuteOfDay.parse(MinuteOfDay.text(minute)));
        }
    }

    private static int of(String local) {
        return MinuteOfDay.of(MarketTime.epochNanos(LocalDateTime.parse(local)));
    }
}
