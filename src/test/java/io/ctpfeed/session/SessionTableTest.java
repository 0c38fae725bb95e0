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

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T17:59, 2026-11-24",
        "2026-11-24T18:00, 2026-11-24", // closed; Wednesday's night has not begun
        "2026-11-24T20:54:59, 2026-11-24",
        "2026-11-24T20:55, 2026-11-25",
        "2026-11-25T03:00, 2026-11-25",
        "2026-11-27T19:00, 2026-11-27",
        "2026-11-28T12:00, 2026-11-30", // Friday's night is Monday's
        "2026-09-30T21:00, 2026-09-30", // the eve of a holiday: no night
        "2026-10-05T12:00, 2026-09-30",
        "2026-10-08T08:54, 2026-09-30",
        "2026-10-08T08:55, 2026-10-08",
    })
    void whoNamesNoDayMeansTheOneThatHasBegun(LocalDateTime moment, LocalDate tradingDay) {
        assertEquals(tradingDay, calendar.dayMeantAt(moment));
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

    @Test
    void eachProductEndsItsNightWhenTheExchangesSay() {
        nightEnds("23:00", "SHFE", "rb hc fu bu ru sp br");
        nightEnds("23:00", "INE", "nr lu");
        nightEnds("23:00", "DCE", "a b m y p c cs i j jm l v pp eg eb pg rr bz");
        nightEnds("23:00", "CZCE", "CF CY SR TA MA FG SA RM OI ZC PF PX SH PR PL");
        nightEnds("01:00", "SHFE", "cu al zn pb ni sn ss ao ad");
        nightEnds("01:00", "INE", "bc");
        nightEnds("02:30", "SHFE", "au ag");
        nightEnds("02:30", "INE", "sc");
        nightEnds(null, "SHFE", "wr");
        nightEnds(null, "INE", "ec");
        nightEnds(null, "DCE", "jd lh fb bb lg");
        nightEnds(null, "CZCE", "AP CJ PK SF SM UR RS WH PM RI LR JR");
        nightEnds(null, "CFFEX", "IF IH IC IM T TF TS TL IO HO MO");
        nightEnds(null, "GFEX", "si lc ps pt pd");
        assertEquals(Set.of(), calendar.sessions().unknownProducts());
    }

    private void nightEnds(String end, String exchange, String products) {
        for (String product : products.split(" ")) {
            for (String each : withItsOptions(exchange, product)) {
                List<String> ends = calendar.sessions().intervals(LocalDate.of(2026, 11, 30), exchange, each).stream()
                        .filter(Interval::night)
                        .map(interval -> interval.close().toLocalTime().toString())
                        .toList();
                assertEquals(end == null ? List.of() : List.of(end), ends, exchange + "." + each);
            }
        }
    }

    private static List<String> withItsOptions(String exchange, String product) {
        return switch (exchange) {
            case "CFFEX" -> List.of(product);
            case "CZCE" -> List.of(product, product + "C", product + "P");
            default -> List.of(product, product + "_o");
        };
    }

    @Test
    void oneExchangeMayBeClosedOrEndEarly() throws IOException {
        MarketCalendar special =
                shippedWith("closed:\n  SHFE: [2026-11-24]\nearly-end:\n  DCE: {2026-11-24: \"11:00\"}\n");
        LocalDate day = LocalDate.of(2026, 11, 24);
        assertEquals(List.of(), special.sessions().intervals(day, "SHFE", "au"), "with its night");
        assertEquals(
                4, special.sessions().intervals(day.plusDays(1), "SHFE", "au").size());
        assertEquals(4, special.sessions().intervals(day, "INE", "sc").size(), "another exchange");
        List<Interval> early = special.sessions().intervals(day, "DCE", "m");
        assertEquals(3, early.size());
        assertTrue(early.get(0).night());
        assertEquals(day.atTime(11, 0), early.get(2).close());
        assertEquals(Phase.CLOSED, special.sessions().phaseAt(day.atTime(11, 1), "DCE", "m"));
        assertEquals(Phase.CONTINUOUS, special.sessions().phaseAt(day.atTime(11, 1), "CZCE", "AP"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closed: {SHEF: [2026-11-24]}|exchange 'SHEF' is not in sessions.yaml; there are SHFE, INE",
                "closed: {SHFE: [tomorrow]}|closed.SHFE: 'tomorrow' is no date",
                "early-end: {DCE: {2026-11-24: noon}}|early-end.DCE.2026-11-24: 'noon' is no time of day",
            })
    void aBrokenDayOfOneExchangeIsNamedWithItsLine(String text, String complaint) {
        String message = assertThrows(IllegalArgumentException.class, () -> shippedWith(text + "\n"))
                .getMessage();
        assertTrue(message.matches(".*calendar\\.yaml:\\d+: .*") && message.contains(complaint), message);
    }

    private MarketCalendar shippedWith(String more) throws IOException {
        Files.copy(Path.of("config/sessions.yaml"), folder.resolve("sessions.yaml"));
        Files.writeString(folder.resolve("calendar.yaml"), Files.readString(Path.of("config/calendar.yaml")) + more);
        return MarketCalendar.read(folder);
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
