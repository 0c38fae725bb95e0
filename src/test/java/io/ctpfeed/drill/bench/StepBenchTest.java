package io.ctpfeed.drill.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At a size at which its times mean nothing: none is judged. What must not depend on the size is. */
class StepBenchTest {
    private static final int INSTRUMENTS = 600;
    private static final int ROUNDS = 12;

    @Test
    void everyTickIsLiveAndNoneAllocates() {
        List<String> said = new ArrayList<>();

        StepResult result = new StepBench(Path.of("").toAbsolutePath(), INSTRUMENTS, ROUNDS).run(said::add);

        assertEquals(0, result.bytesPerTick());
        // What the second line brings first may be the last state, pushed: it is what the first line had.
        assertEquals((long) INSTRUMENTS * (result.lines() * ROUNDS - 1), result.live());
        assertTrue(result.readNanosPerTick() > 0 && result.resolveNanosPerTick() > 0, result::toString);
        assertTrue(result.classifyNanosPerTick() > 0, result::toString);
        assertTrue(result.arbitrateNanosPerTick() > 0 && result.gapNanosPerTick() > 0, result::toString);
        assertEquals((long) INSTRUMENTS * ROUNDS, result.copies());
        assertTrue(result.keptMiB() > 1 && result.keptMiB() < 64, result::toString);
        assertTrue(BenchTable.lines(result).stream().anyMatch(line -> line.startsWith("classified")));
        assertEquals(List.of("steps: 600 instruments on 2 lines"), said);
    }
}
