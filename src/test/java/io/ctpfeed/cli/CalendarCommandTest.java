package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CalendarCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsTheNightOfADayAndWhoTradesInIt() {
        assertEquals(0, run("2026-11-30"));
        assertTrue(
                out.toString().startsWith("2026-11-30 Monday: trading day, begins with the night of 2026-11-27"),
                out::toString);
        assertTrue(
                out.toString()
                        .contains(
                                "2026-11-27 (20:55) 21:00-02:30, (08:55) 09:00-10:15, 10:30-11:30, 13:30-15:00: au ag"),
                out::toString);
    }

    @Test
    void aHolidayHasNoSessions() {
        assertEquals(0, run("20261001"));
        assertTrue(out.toString().contains("public holiday, no trading"), out::toString);
        assertEquals(3, out.toString().lines().count(), out::toString);
        assertTrue(out.toString().contains("holidays near: 2026-10-01 to 2026-10-07, 2027-01-01"), out::toString);
    }

    @Test
    void asJsonForPrograms() throws Exception {
        assertEquals(0, run("2026-10-08", "--json"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("2026-09-30", json.path("previousTradingDay").asText());
        assertEquals(false, json.path("night").asBoolean(true));
        assertEquals(
                "2026-10-07", json.path("holidaysNear").path(0).path("last").asText());
        assertEquals(
                "2027-01-01", json.path("holidaysNear").path(1).path("first").asText());
        assertTrue(json.path("groups").size() > 5);
    }

    @Test
    void aWordThatIsNoDateIsWrongUsage() {
        assertEquals(2, run("monday"));
        assertEquals("ctpfeed: 'monday' is no date, write YYYY-MM-DD; see ctpfeed calendar --help\n", err.toString());
    }

    @Test
    void aDayBeyondTheCalendarIsSaid() {
        assertEquals(3, run("2030-01-02"));
        assertTrue(err.toString().contains("covers 2025-01-01 to 2026-12-31, not 2030-01-02"), err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "calendar";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--config-dir";
        all[all.length - 1] = "config";
        return Ctpfeed.commandLine(new CalendarCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
