package io.ctpfeed.standin.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.TradingCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shipped calendar and sessions against the stand-in's own, which were written independently. */
class CalendarAgreementTest {
    /** In frames of half a second. */
    private static final int QUARTER_HOUR = 1800;
    /** An auction's tick comes a minute before the opening. */
    private static final int TICK_OF_AUCTION = 120;

    private final MarketCalendar shipped = MarketCalendar.read(Path.of("config"));

    @Test
    void tradingDaysAndNightsOfTwoYears() {
        TradingCalendar days = shipped.days();
        LocalDate.of(2025, 1, 3).datesUntil(LocalDate.of(2026, 12, 31)).forEach(day -> {
            assertEquals(Timetable.isTradingDay(day), days.isTradingDay(day), day.toString());
            assertEquals(Timetable.nextTradingDay(day), days.next(day), day.toString());
            assertEquals(Timetable.previousTradingDay(day), days.previous(day), day.toString());
            if (days.isTradingDay(day)) {
                assertEquals(Timetable.hasNight(day), days.hasNight(day), day.toString());
            }
        });
    }

    /** Around each quarter of an hour, where sessions begin and end, on each trading day of a year. */
    @Test
    void phasesOfEveryProductOverAYear() {
        int[] ordinals = IntStream.rangeClosed(0, Frames.LAST)
                .filter(ordinal -> Frames.halfSeconds(ordinal) % QUARTER_HOUR <= 1
                        || Frames.halfSeconds(ordinal) % QUARTER_HOUR == QUARTER_HOUR - 1
                        || Frames.halfSeconds(ordinal) % QUARTER_HOUR == QUARTER_HOUR - TICK_OF_AUCTION)
                .toArray();
        LocalDate last = LocalDate.of(2026, 12, 31);
        int days = 0;
        for (LocalDate day = LocalDate.of(2026, 1, 5); !day.isAfter(last); day = Timetable.nextTradingDay(day)) {
            for (int ordinal : ordinals) {
                phasesAgree(day, ordinal);
            }
            days++;
        }
        assertTrue(days > 235, days + " trading days");
        assertEquals(Set.of(), shipped.sessions().unknownProducts());
    }

    @Test
    void phasesOfEveryProductInEveryMinuteOfAWeekWithAHoliday() {
        LocalDate day = LocalDate.of(2026, 9, 28); // the first after Mid-Autumn: no night
        for (int i = 0; i < 5; i++, day = Timetable.nextTradingDay(day)) {
            for (int ordinal = 0; ordinal < Frames.LAST; ordinal += 120) {
                phasesAgree(day, ordinal);
            }
        }
        assertEquals(Set.of(), shipped.sessions().unknownProducts());
    }

    private void phasesAgree(LocalDate day, int ordinal) {
        boolean night = Timetable.hasNight(day);
        LocalDateTime time = Timetable.time(Frames.of(day, ordinal));
        for (Product product : Product.all()) {
            Phase theirs = product.hours().phase(ordinal, night);
            boolean trading = theirs == Phase.CONTINUOUS || theirs == Phase.OPENING;
            var ours = shipped.sessions().phaseAt(time, product.exchange(), product.code());
            boolean agrees = trading
                    ? ours == io.ctpfeed.session.Phase.CONTINUOUS
                    : theirs == Phase.AUCTION
                            ? ours == io.ctpfeed.session.Phase.AUCTION
                            : ours != io.ctpfeed.session.Phase.CONTINUOUS;
            assertTrue(
                    agrees, () -> product.exchange() + "." + product.code() + " " + time + ": " + theirs + ", " + ours);
        }
    }
}
