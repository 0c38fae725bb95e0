package io.ctpfeed.drill.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All parts of the benchmark at a size at which their figures mean nothing: none of them is judged. */
class BenchTest {
    private static final int INSTRUMENTS = 40;

    @Test
    void givesEveryFigureAndLosesNothing() throws Exception {
        BenchPlan tiny = new BenchPlan(
                Path.of("").toAbsolutePath(),
                INSTRUMENTS,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                1,
                200,
                Duration.ofMillis(500),
                1,
                30);
        List<String> said = new ArrayList<>();

        BenchResult result = new Bench(tiny, said::add).run();

        JsonNode json = new ObjectMapper().valueToTree(result);
        for (String figure : List.of(
                "callbackDirectorPerSecond",
                "callbackPerSecond",
                "callbackRatio",
                "bareLoopPerSecond",
                "endToEndJsonPerSecond",
                "burst15000Millis",
                "latencyP50Micros",
                "latencyP99Micros",
                "bytesPerTickJson",
                "frame10000LastMillis")) {
            assertTrue(json.path(figure).asDouble() > 0, figure);
        }
        assertEquals(0, json.path("lost").asLong(-1));
        assertTrue(BenchTable.lines(result).stream().anyMatch(line -> line.startsWith("end to end, JSON")));
        assertTrue(said.contains("latency at 200 ticks/s"), said::toString);
    }
}
