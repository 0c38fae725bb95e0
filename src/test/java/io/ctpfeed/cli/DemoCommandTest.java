package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ctpfeed demo} as a user runs it: the shipped routes, the shipped configuration, a report and one JSON object. */
class DemoCommandTest {
    private static final List<String> KEYS = List.of(
            "source",
            "accounts",
            "instruments",
            "sent",
            "received",
            "published",
            "readBack",
            "lost",
            "doubled",
            "altered",
            "latencyP50Micros",
            "latencyP99Micros");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aThousandInstrumentsGoTheWholeWay() throws Exception {
        assertEquals(0, demo("--instruments", "1000", "--seconds", "3"), err::toString);

        JsonNode result = result();
        KEYS.forEach(key -> assertTrue(result.has(key), key + " is missing in " + result));
        assertEquals("ctp", result.path("source").asText());
        assertEquals(2, result.path("accounts").asInt());
        assertEquals(1_000, result.path("instruments").asInt());
        assertEquals("0 0 0 0", faults(result));
        assertTrue(result.path("sent").asLong() > 1_000, result.toString());
        assertEquals(result.path("published"), result.path("readBack"));
        assertTrue(err.toString().contains("ticks/s"), "a live report: " + err);
        assertEquals(1, out.toString().lines().count(), "all else goes to standard error: " + out);
    }

    // An altered tick is a lost one too: what the front owed never came.
    @ParameterizedTest
    @CsvSource({"LOSE,5 0 0 0", "ALTER,5 0 5 0"})
    void aFaultPutInByHandIsFoundAndFailsTheProof(String fault, String figures) throws Exception {
        assertEquals(1, demo("--instruments", "200", "--seconds", "2", "--fault", fault), err::toString);

        assertEquals(figures, faults(result()), err::toString);
        assertEquals(1, out.toString().lines().count(), out.toString());
    }

    @Test
    void whatAFrontDoublesGoesOutOnce() throws Exception {
        assertEquals(0, demo("--instruments", "200", "--seconds", "2", "--fault", "double"), err::toString);

        JsonNode result = result();
        assertEquals("0 0 0 0", faults(result), err::toString);
        assertEquals(
                5, result.path("received").asLong() - result.path("published").asLong(), result.toString());
    }

    private static String faults(JsonNode result) {
        List<String> figures = new ArrayList<>();
        for (String name : List.of("lost", "doubled", "altered", "outOfOrder")) {
            figures.add(result.path(name).asText());
        }
        return String.join(" ", figures);
    }

    private int demo(String... args) {
        List<String> line = new ArrayList<>(List.of("demo"));
        line.addAll(List.of(args));
        return Ctpfeed.commandLine(new DemoCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private JsonNode result() throws Exception {
        return new ObjectMapper()
                .readTree(out.toString().lines().reduce((first, last) -> last).orElseThrow());
    }
}
