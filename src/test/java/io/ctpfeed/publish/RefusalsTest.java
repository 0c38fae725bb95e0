package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private long now = 1;
    private final Refusals refusals = new Refusals(() -> now);

    @Test
    void onAndOn() {
        assertFalse(refusals.lastedFor(PATIENCE));
        pass(500);
        assertFalse(refusals.lastedFor(PATIENCE));
        pass(1);
        assertTrue(refusals.lastedFor(PATIENCE));
    }

    /** A stream that takes less than comes, in gulps: the rings fill all the same. */
    @Test
    void nowAndThenForTooLargeAPartOfTheTime() {
        int rounds = 0;
        while (!refusals.lastedFor(PATIENCE) && rounds < 100) {
            pass(100);
            refusals.end();
            pass(200);
            rounds++;
        }
        assertTrue(rounds < 12, "after " + rounds + " rounds");
    }

    @Test
    void nowAndThenForASmallPartOfTheTimeDoesNotCount() {
        for (int i = 0; i < 1_000; i++) {
            assertFalse(refusals.lastedFor(PATIENCE));
            pass(100);
            refusals.end();
            pass(400);
        }
    }

    @Test
    void whatIsForgottenDoesNotCount() {
        refusals.lastedFor(PATIENCE);
        pass(499);
        refusals.forget();
        assertFalse(refusals.lastedFor(PATIENCE));
        pass(400);
        assertFalse(refusals.lastedFor(PATIENCE));
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
