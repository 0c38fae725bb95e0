package io.ctpfeed.cli.lifecycle;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks again and again. Stateless. */
final class Waiting {
    private static final long LOOK_MILLIS = 50;

    private Waiting() {}

    /** @return whether the condition held in that time */
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
