package io.ctpfeed.tick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickIdentityTest {
    /** A reader sees null for each of them: published beside the good copy of another line, it would come twice. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MAX_VALUE})
    void whatIsNoPriceIsTheSameAsNone(double garbage) {
        assertEquals(identity(Double.MAX_VALUE), identity(garbage));
    }

    @Test
    void aPriceIsNotTheSameAsNone() {
        assertNotEquals(identity(Double.MAX_VALUE), identity(1e300));
        assertNotEquals(identity(3_500), identity(3_501));
        assertNotEquals(identity(3_500), identity(-3_500));
    }

    private static long identity(double lastPrice) {
        UnsafeBuffer struct = TickStructs.ordinary("rb2610", 10);
        struct.putDouble(TickLayout.LAST_PRICE, lastPrice);
        TickBatch batch = new TickBatch(1);
        batch.append(struct, 0, 0, 0);
        return batch.get(0).identity();
    }
}
