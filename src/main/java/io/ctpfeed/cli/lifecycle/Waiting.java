package io.ctpfeed.cli.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Looks again and again. Stateless. */
final class Waiting {
    private static final long LOOK_MILLIS = 50;

    private Waiting() {}

    /** A look that may find nothing yet. */
    interface Look<T> {
        Optional<T> look() throws IOException;
    }

    /** @return whether the condition held in that time */
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        try {
            return forValue(limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
                    .isPresent();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** @return what was found in that time, or empty */
    static <T> Optional<T> forValue(Duration limit, Look<T> look) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<T> found = look.look();
        while (found.isEmpty() && System.nanoTime() - deadline <= 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            found = look.look();
        }
        return found;
    }
}
