package io.ctpfeed.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTableTest {
    private final MarketCalendar calendar = MarketCalendar.read(Path.of("config"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "SHFE, rb, 2026-11-23T20:54:59, CLOSED",
        "SHFE, rb, 2026-11-23T20:55:00, AUCTION",
        "SHFE, rb, 2026-11-23T20:59:00, AUCTION",
        "SHFE, rb, 2026-11-23T21:00:00, CONTINUOUS",
        "SHFE, rb, 2026-11-23T23:00:00, CONTINUOUS", // stamped exactly at the end
        "SHFE, rb, 2026-11-23T23:00:01, CLOSED",
        "SHFE, cu, 2026-11-24T00:59:59, CONTINUOUS",
        "SHFE, cu_o, 2026-11-24T00:59:59, CONTINUOUS",
        "SHFE, cu, 2026-11-24T01:00:01, CLOSED",
        "SHFE, au, 2026-11-28T02:30:00, CONTINUOUS", // Friday's night on Saturday
        "SHFE, wr, 2026-11-23T21:00:00, CLOSED",
        "INE, sc_tas, 2026-11-24T02:00:00, CONTINUOUS",
        "INE, ec, 2026-11-23T21:30:00, CLOSED",
        "DCE, m_o, 2026-11-24T08:54:59, CLOSED",
        "DCE, m_o, 2026-11-24T08:55:00, AUCTION",
        "DCE, jd, 2026-11-24T10:20:00, BREAK",
        "CZCE, SRC, 2026-11-23T22:00:00, CONTINUOUS",
        "CZCE, AP, 2026-11-23T22:00:00, CLOSED",
        "CZCE, AP, 2026-11-24T12:00:00, BREAK",
        "CFFEX, IF, 2026-11-24T09:24:59, CLOSED",
        "CFFEX, IF, 2026-11-24T09:29:00, AUCTION",
        "CFFEX, IO, 2026-11-24T15:00:00, CONTINUOUS",
        "CFFEX, IO, 2026-11-24T15:00:01, CLOSED",
        "CFFEX, T, 2026-11-24T15:15:00, CONTINUOUS",
        "GFEX, si, 2026-11-24T14:59:59, CONTINUOUS",
        "SHFE, rb, 2026-09-30T21:30:00, CLOSED", // eve of a holiday
        "SHFE, rb, 2026-10-08T08:56:00, AUCTION",
        "SHFE, rb, 2026-10-10T10:00:00, CLOSED", // working Saturday
    })
    void thePhaseOfAProductAtAMoment(String exchange, String product, LocalDateTime moment, Phase phase) {
        assertEquals(phase, calendar.sessions().phaseAt(moment, exchange, product));
    }

    @Test
    void aDayBeginsWithItsNight() {
        List<Interval> intervals = calendar.sessions().intervals(LocalDate.of(2026, 11, 30), "SHFE", "ag");
        assertEquals(4, intervals.size());
        assertEquals(LocalDateTime.of(2026, 11, 27, 21, 0), intervals.get(0).open());
        assertEquals(LocalDateTime.of(2026, 11, 28, 2, 30), intervals.get(0).close());
        assertTrue(intervals.get(0).night());
        assertEquals(LocalDateTime.of(2026, 11, 30, 8, 55), intervals.get(1).auctionFrom());
    }

    @Test
    void aProductThatNoListNamesHasTheExchangesDayAndIsRemembered() {
        SessionTable table = calendar.sessions();
        assertEquals(Phase.CONTINUOUS, table.phaseAt(LocalDateTime.of(2026, 11, 24, 9, 0), "SHFE", "xx"));
        assertEquals(Phase.CLOSED, table.phaseAt(LocalDateTime.of(2026, 11, 23, 21, 30), "SHFE", "xx"));
        assertEquals(Phase.CONTINUOUS, table.phaseAt(LocalDateTime.of(2026, 11, 24, 9, 0), "UNKNOWN", "q"));
        assertEquals(Set.of("SHFE.xx", "UNKNOWN.q"), table.unknownProducts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "09:00-10:15|0900-10:15|'0900' is no time of day",
                "09:00-10:15|10:15-09:00|ends before it begins",
                "hours: index|hours: indx|hours 'indx' are not there; there are commodity, index, bond",
                "[au, ag]|[au, rb]|product 'rb' is there twice",
                "no-night: [wr]|no-nite: [wr]|'no-nite' is not known here; there are hours, night, no-night, other",
                "[wr]|wr|a list is expected",
            })
    void aBrokenEditIsNamedWithItsLineAndChangesNothing(String was, String is, String complaint) throws IOException {
        Files.copy(Path.of("config/calendar.yaml"), folder.resolve("calendar.yaml"));
        Path file = folder.resolve("sessions.yaml");
        String shipped = Files.readString(Path.of("config/sessions.yaml"));
        Files.writeString(file, shipped);
        MarketCalendar live = MarketCalendar.read(folder);
        SessionTable before = live.sessions();
        assertTrue(shipped.contains(was), was);
        Files.writeString(file, shipped.replaceFirst(java.util.regex.Pattern.quote(was), is));

        String message = assertThrows(IllegalArgumentException.class, () -> live.renew(folder))
                .getMessage();

        assertTrue(message.matches(java.util.regex.Pattern.quote(file.toString()) + ":\\d+: .*"), message);
        assertTrue(message.contains(complaint), message);
        assertTrue(live.sessions() == before);
    }
}
