package io.ctpfeed.drill.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(json.path(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(json.path("lost").asLong(-1)).isZero();
        assertThat(BenchTable.lines(result)).anyMatch(line -> line.startsWith("end to end, JSON"));
        assertThat(said).contains("latency at 200 ticks/s");
    }
}
