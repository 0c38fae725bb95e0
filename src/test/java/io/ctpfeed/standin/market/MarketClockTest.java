package io.ctpfeed.standin.market;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketClockTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 1, 9);
    private final Market market = new Market(1, Universe.of(60, FRIDAY), Activity.ALL);
    private MarketClock clock = clockAt("10:00:00", true);

    @AfterEach
    void stop() {
        clock.close();
    }

    @Test
    void onCommandItStandsUntilItIsTold() {
        long start = clock.position();
        clock.step(3);
        assertEquals(Position.frame(start) + 3, Position.frame(clock.position()));
        assertEquals(LocalDateTime.of(2026, 1, 9, 10, 0, 1), clock.now());
    }

    @Test
    void aGrantReleasesSoManyTicksAndNoMore() {
        clock.grant(60 * 2 + 7);
        assertEquals(7, Position.upTo(clock.position()));
        clock.grant(53);
        assertEquals(0, Position.upTo(clock.position()));
    }

    @Test
    void evenlySpreadTicksComeAtTheirPace() {
        long start = Position.frame(clock.position());
        clock.pace(Pace.evenly(60_000));
        await().until(() -> Position.frame(clock.position()) > start + 100);
        clock.pace(Pace.onCommand());
        assertTrue(Position.frame(clock.position()) < start + 20_000);
    }

    @Test
    void framesComeWhole() {
        AtomicInteger broken = new AtomicInteger();
        AtomicInteger releases = new AtomicInteger();
        clock.listen(() -> {
            releases.incrementAndGet();
            broken.addAndGet(Position.upTo(clock.position()));
        });
        clock.pace(Pace.frames(6_000));
        await().until(() -> releases.get() > 20);
        assertEquals(0, broken.get());
    }

    @Test
    void marketTimeMayRunFaster() {
        clock.pace(Pace.accelerated(100));
        await().until(() -> clock.now().isAfter(LocalDateTime.of(2026, 1, 9, 10, 0, 30)));
    }

    @Test
    void closedHoursAreSkippedOrPassed() {
        MarketClock skipping = clockAt("02:30:00", true);
        skipping.step(2);
        assertEquals(LocalDateTime.of(2026, 1, 9, 8, 59), skipping.now());
        skipping.close();
        MarketClock passing = clockAt("02:30:00", false);
        passing.pace(Pace.accelerated(5_000));
        await().until(() -> passing.now().isAfter(LocalDateTime.of(2026, 1, 9, 3, 0)));
        assertEquals(Frames.FIRST_OF_DAY_PART, Frames.ordinal(Position.frame(passing.position())));
        passing.close();
    }

    @Test
    void theTradingDayRollsInTheEvening() {
        clock.advanceTo(FRIDAY.atTime(15, 30));
        assertEquals(FRIDAY, clock.tradingDay());
        assertEquals(FRIDAY.atTime(15, 30), clock.now());
        clock.advanceTo(FRIDAY.atTime(20, 0));
        assertEquals(LocalDate.of(2026, 1, 12), clock.tradingDay());
        clock.advanceTo(FRIDAY.plusDays(1).atTime(12, 0));
        assertEquals(LocalDate.of(2026, 1, 12), clock.tradingDay());
    }

    @Test
    void whereItWasIsRemembered() {
        long before = clock.position();
        long then = System.nanoTime();
        clock.step(5);
        assertEquals(before, clock.positionAt(then));
        assertEquals(clock.position(), clock.positionAt(System.nanoTime()));
    }

    @Test
    void anUnknownPaceSaysWhatThereIs() {
        assertEquals(Pace.evenly(20_000), Pace.parse("evenly:20000"));
        String message = assertThrows(IllegalArgumentException.class, () -> Pace.parse("slowly"))
                .getMessage();
        assertTrue(message.contains("accelerated:FACTOR"), message);
    }

    private MarketClock clockAt(String time, boolean skipClosed) {
        return new MarketClock(market, Timetable.frameFrom(FRIDAY, LocalTime.parse(time)), skipClosed);
    }
}
