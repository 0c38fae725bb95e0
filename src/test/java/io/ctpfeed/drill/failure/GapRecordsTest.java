package io.ctpfeed.drill.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which losses the service's own gap records announce. */
class GapRecordsTest {
    private static final String OPENED =
            """
            {"kind":"gap","name":"gap-opened","at":"2026-01-06T01:30:10.000Z","details":{"id":"1",
            "from":"2026-01-06T01:30:08Z","to":null,"recoveredBy":[],"instrumentCount":%d,
            "exchanges":{"SHFE":%d},"instruments":["rb2610"]}}""";
    private static final String CLOSED =
            """
            {"kind":"gap","name":"gap-closed","at":"2026-01-06T01:30:20.000Z","details":{"id":"1",
            "from":"2026-01-06T01:30:08Z","to":"2026-01-06T01:30:12Z","recoveredBy":[%s],"instrumentCount":1,
            "exchanges":{"SHFE":1},"instruments":["rb2610"]}}""";

    @ParameterizedTest
    @CsvSource({
        "1, rb2610, SHFE, 01:30:09, true",
        "1, rb2610, SHFE, 01:30:05, false",
        "1, rb2610, SHFE, 02:00:00, true",
        "1, hc2610, SHFE, 01:30:09, false",
        "2, hc2610, SHFE, 01:30:09, true",
        "2, m2610, DCE, 01:30:09, false",
        "0, m2610, DCE, 01:30:09, true"
    })
    void anOpenRecordAnnouncesItsInstrumentsFromItsBeginningOn(
            int count, String instrument, String exchange, String time, boolean announced) {
        assertEquals(
                announced,
                gaps(String.format(OPENED, count, count)).announce(contract(instrument, exchange), at(time)));
    }

    @ParameterizedTest
    @CsvSource({"'', 01:30:11, true", "'', 01:30:13, false", "'\"backup\"', 01:30:11, false"})
    void aClosedOneAnnouncesNothingAfterItsEndAndNothingThatAnotherLineBrought(
            String recoveredBy, String time, boolean announced) {
        GapRecords gaps = gaps(String.format(OPENED, 1, 1), String.format(CLOSED, recoveredBy));

        assertEquals(announced, gaps.announce(contract("rb2610", "SHFE"), at(time)));
    }

    private static long at(String time) {
        return EventWatch.nanos("2026-01-06T" + time + "Z");
    }

    private static GapRecords gaps(String... events) {
        return GapRecords.of(Stream.of(events).map(GapRecordsTest::seen).toList());
    }

    private static EventWatch.Seen seen(String event) {
        try {
            return new EventWatch.Seen(0, new ObjectMapper().readTree(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contract contract(String id, String exchange) {
        return new Contract(
                id, exchange, "product", '1', "", 10, 1, 2026, 10, "20250101", "20261015", '1', true, '0', 1, "");
    }
}
