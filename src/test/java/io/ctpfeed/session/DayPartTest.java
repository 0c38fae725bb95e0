package io.ctpfeed.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayPartTest {
    private static final TradingCalendar DAYS = TradingCalendar.read(Path.of("config/calendar.yaml"));

    @ParameterizedTest(name = "{0} {3}")
    @CsvSource({
        "2026-11-19, true, true, a Thursday",
        "2026-11-20, true, true, a Friday: its night is Monday's",
        "2026-11-21, false, false, a Saturday",
        "2026-11-22, false, false, a Sunday",
        "2026-09-24, true, false, the eve of a holiday that joins a weekend",
        "2026-09-30, true, false, the eve of a long holiday",
        "2026-10-01, false, false, a holiday",
        "2026-10-07, false, false, the last evening of a holiday",
        "2026-10-08, true, true, the first day after it",
        "2026-10-10, false, false, a Saturday on which offices work",
        "2026-02-14, false, false, another",
        "2026-02-13, true, false, a Friday before a holiday that begins on Sunday",
        "2026-12-31, true, false, the last day of the year"
    })
    void aDayHasItsPartsByTheCalendar(LocalDate date, boolean day, boolean night, String what) {
        assertEquals(day, DayPart.DAY.isOn(date, DAYS), what);
        assertEquals(night, DayPart.NIGHT.isOn(date, DAYS), what);
    }
}
