package io.ctpfeed.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.session.MarketHours.Stretch;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the market as a whole trades, by the shipped calendar. */
class MarketHoursTest {
    private final MarketCalendar calendar = MarketCalendar.read(Path.of("config"));
    private final MarketHours hours = new MarketHours(() -> calendar);

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59:59, false",
        "2026-11-23T09:00:00, true",
        "2026-11-23T10:20:00, true", // the index futures have no break
        "2026-11-23T11:45:00, false",
        "2026-11-23T15:10:00, true", // bonds
        "2026-11-23T15:15:01, false",
        "2026-11-23T21:00:00, true",
        "2026-11-24T02:30:00, true",
        "2026-11-24T02:30:01, false",
        "2026-11-28T02:00:00, true", // Friday's night on Saturday
        "2026-11-28T10:00:00, false",
        "2026-09-30T21:30:00, false", // eve of a holiday
        "2026-10-01T10:00:00, false",
    })
    void anyProductTrades(LocalDateTime moment, boolean open) {
        assertEquals(open, hours.isOpen(moment));
    }

    @Test
    void aSessionLastsOverItsBreaks() {
        assertEquals(stretch("2026-11-23T09:00", "2026-11-23T15:15"), session("2026-11-23T11:45", 0));
        assertEquals(stretch("2026-11-23T21:00", "2026-11-24T02:30"), session("2026-11-23T11:45", 1));
    }

    @Test
    void theNextOneMayBeDaysAway() {
        assertEquals(stretch("2026-11-27T21:00", "2026-11-28T02:30"), session("2026-11-27T16:00", 0));
        assertEquals(stretch("2026-11-30T09:00", "2026-11-30T15:15"), session("2026-11-27T16:00", 1));
        assertEquals(stretch("2026-10-08T09:00", "2026-10-08T15:15"), session("2026-09-30T16:00", 0));
        assertEquals(stretch("2026-10-08T21:00", "2026-10-09T02:30"), session("2026-09-30T16:00", 1));
    }

    private Stretch session(String moment, int which) {
        return hours.at(LocalDateTime.parse(moment)).get(which).whole();
    }

    private static Stretch stretch(String open, String close) {
        return new Stretch(LocalDateTime.parse(open), LocalDateTime.parse(close));
    }
}
