package io.ctpfeed.standin.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.TradingCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** The shipped calendar and sessions against the stand-in's own, which were written independently. */
class CalendarAgreementTest {
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

    @Test
    void phasesOfEveryProductInEveryMinuteOfAWeekWithAHoliday() {
        LocalDate day = LocalDate.of(2026, 9, 28); // the first after Mid-Autumn: no night
        for (int i = 0; i < 5; i++, day = Timetable.nextTradingDay(day)) {
            boolean night = Timetable.hasNight(day);
            for (int ordinal = 0; ordinal < Frames.LAST; ordinal += 120) {
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
                            agrees,
                            product.exchange() + "." + product.code() + " " + time + ": " + theirs + ", " + ours);
                }
            }
        }
        assertEquals(java.util.Set.of(), shipped.sessions().unknownProducts());
    }
}
