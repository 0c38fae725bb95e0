package io.ctpfeed.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GapCountsTest {
    private static final long SECOND = 1_000_000_000L;

    private final GapCounts counts = new GapCounts();

    @Test
    void countsAsADistributionAloneDoesUntilCountersAreHalvedAndBeyond() {
        Random random = new Random(3);
        short[][] alone = new short[8][Gaps.BUCKETS];
        for (int i = 0; i < 1_000_000; i++) {
            int number = random.nextInt(10) == 0 ? random.nextInt(8) : 5;
            long gap = random.nextInt(20) == 0 ? (long) (random.nextDouble() * 20_000 * SECOND) : SECOND;
            Gaps.add(alone[number], gap);
            counts.add(number, gap);
        }
        assertTrue(Gaps.total(alone[5]) < 900_000, "never halved");
        for (int number = 0; number < 8; number++) {
            assertArrayEquals(alone[number], counts.get(number), "distribution " + number);
        }
    }

    @Test
    void whatWasNeverCountedIsNotKnown() {
        counts.add(3, SECOND);
        assertNull(counts.get(2));
        assertNull(counts.get(4_000));
        counts.put(3, null);
        assertNull(counts.get(3));
    }
}
