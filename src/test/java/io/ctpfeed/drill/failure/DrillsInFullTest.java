package io.ctpfeed.drill.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each drill as {@code ctpfeed drill} runs it: alone, as long as it lasts. */
@Tag("long")
class DrillsInFullTest {
    static Stream<String> drills() {
        return Drills.all().stream().map(Drill::name);
    }

    @ParameterizedTest
    @MethodSource("drills")
    void passes(String name) throws Exception {
        DrillResult result =
                DrillRun.alone(Drills.named(name).orElseThrow(), Path.of("").toAbsolutePath(), false);

        assertEquals("", result.problem(), result::toString);
    }
}
