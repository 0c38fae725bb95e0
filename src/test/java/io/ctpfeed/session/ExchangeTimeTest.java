package io.ctpfeed.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.tick.WallClock;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T09:00:00.010, 09:00:00, 500, 2026-11-24T09:00:00.500",
        "2026-11-24T00:00:00.200, 23:59:59, 500, 2026-11-23T23:59:59.500", // across midnight
        "2026-11-23T23:59:59.900, 00:00:00, 0, 2026-11-24T00:00:00", // the exchange's clock is ahead
        "2026-11-24T08:30:00, 22:59:59, 0, 2026-11-23T22:59:59", // pushed again in the morning
        "2026-11-24T08:30:00, 02:29:59, 0, 2026-11-24T02:29:59",
        "2026-11-28T02:30:00.1, 02:30:00, 0, 2026-11-28T02:30:00",
        "2026-11-24T12:00:01, 00:00:00, 0, 2026-11-25T00:00:00",
        "2026-11-24T12:00:00, 00:00:00, 0, 2026-11-24T00:00:00",
    })
    void theInstantNearestTheReception(LocalDateTime received, LocalTime stamp, int millis, LocalDateTime instant) {
        long at = ExchangeTime.resolve(MarketTime.epochNanos(received), stamp.toSecondOfDay(), millis);
        assertEquals(instant, MarketTime.local(at));
    }

    @Test
    void theClockOfTheProcessCanBeSetAndGoesOnAfterwards() {
        LocalDateTime moment = LocalDateTime.of(2026, 1, 5, 20, 55);
        try {
            WallClock.simulate(MarketTime.epochNanos(moment));
            assertEquals(moment, MarketTime.localNow());
        } finally {
            WallClock.real();
        }
        assertEquals(0, Math.abs(WallClock.epochNanos() / 1_000_000 - System.currentTimeMillis()) / 60_000);
    }
}
