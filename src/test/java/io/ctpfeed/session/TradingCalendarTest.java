package io.ctpfeed.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingCalendarTest {
    private final TradingCalendar calendar = TradingCalendar.read(Path.of("config/calendar.yaml"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T03:00, 2026-11-24", // a service started in the night: Monday's night is Tuesday's
        "2026-11-24T07:00, 2026-11-24",
        "2026-11-24T15:00, 2026-11-24",
        "2026-11-24T17:59, 2026-11-24",
        "2026-11-24T18:00, 2026-11-25",
        "2026-11-24T23:59:59, 2026-11-25",
        "2026-11-25T00:00, 2026-11-25",
        "2026-11-27T21:00, 2026-11-30", // Friday's night is Monday's
        "2026-11-28T02:29, 2026-11-30",
        "2026-11-29T12:00, 2026-11-30",
        "2026-09-30T21:00, 2026-10-08", // the eve of National Day
        "2026-10-07T23:00, 2026-10-08",
        "2026-10-10T12:00, 2026-10-12", // a Saturday on which offices work
    })
    void theTradingDayOfAMoment(LocalDateTime moment, LocalDate tradingDay) {
        assertEquals(tradingDay, calendar.tradingDayAt(moment));
    }

    @Test
    void onTheEveOfAHolidayThereIsNoNightAndAfterAWeekendThereIs() {
        assertFalse(calendar.hasNight(LocalDate.of(2026, 10, 8)));
        assertFalse(calendar.hasNight(LocalDate.of(2026, 4, 7))); // the holiday lies on the weekend and Monday
        assertTrue(calendar.hasNight(LocalDate.of(2026, 10, 9)));
        assertTrue(calendar.hasNight(LocalDate.of(2026, 11, 30)));
        assertFalse(calendar.hasNight(LocalDate.of(2026, 11, 28)), "a Saturday has none");
    }

    @Test
    void saysWhatItCovers() {
        assertTrue(calendar.isCovered(LocalDate.of(2026, 12, 31)));
        assertFalse(calendar.isCovered(LocalDate.of(2027, 1, 1)));
        assertFalse(calendar.isCovered(LocalDate.of(2024, 12, 31)));
        assertEquals(7, calendar.daysCoveredAfter(LocalDate.of(2026, 12, 24)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-13-01|:4: holidays: '2026-13-01' is no date; write YYYY-MM-DD",
                "2026-10-07/2026-10-01|:4: holidays: '2026-10-07/2026-10-01' is no FIRST/LAST",
                "2026-01-01/2026-12-31|is no FIRST/LAST of at most a month",
                "[2026-01-01]|:4: holidays: a single word is expected",
            })
    void aBrokenHolidayIsNamedWithItsLine(String holiday, String complaint) throws IOException {
        Path file = Files.writeString(
                folder.resolve("calendar.yaml"),
                "covered-from: 2026-01-01\ncovered-until: 2026-12-31\nholidays:\n  - " + holiday + "\n");
        String message = assertThrows(IllegalArgumentException.class, () -> TradingCalendar.read(file))
                .getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(complaint), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|is empty", "'a: [b'|no YAML", "'covered-form: 2026-01-01'|'covered-form' is not known here"})
    void aBrokenFileIsNamed(String text, String complaint) throws IOException {
        Path file = Files.writeString(folder.resolve("calendar.yaml"), text);
        String message = assertThrows(IllegalArgumentException.class, () -> TradingCalendar.read(file))
                .getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(complaint), message);
    }
}
