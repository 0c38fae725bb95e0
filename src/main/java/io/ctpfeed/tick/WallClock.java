package io.ctpfeed.tick;

import java.time.Instant;

/**
 * Nanoseconds since 1970 without allocating: the monotonic clock plus an offset to the machine's clock that is read
 * anew once a second, so that a step of the machine's clock is followed. Any thread.
 *
 * <p>The one clock of the process: days that are run fast set it by hand.
 */
public final class WallClock {
    private static final long RENEW_NANOS = 1_000_000_000L;

    private static final int TRIES = 8;
    private static final long CLOSE_NANOS = 5_000;

    private static volatile long offset = offsetNow();
    private static volatile long renewAt = System.nanoTime() + RENEW_NANOS;

    /** 0: the clock runs. */
    private static volatile long simulated;

    /** What a clock that was set runs ahead of the machine's. */
    private static volatile long ahead;

    private WallClock() {}

    /** From now on it is that moment, until it is set again. For simulations alone. */
    public static void simulate(long epochNanos) {
        simulated = epochNanos;
    }

    /** From that moment on it runs as the machine's does. For invented markets alone. */
    public static void startAt(long epochNanos) {
        real();
        ahead = epochNanos - epochNanos();
    }

    /** The machine's clock counts again. */
    public static void real() {
        simulated = 0;
        ahead = 0;
    }

    /** Whether it shows another time than the machine's clock. */
    public static boolean isSimulated() {
        return simulated != 0 || ahead != 0;
    }

    public static long epochNanos() {
        long set = simulated;
        if (set != 0) {
            return set;
        }
        long now = System.nanoTime();
        if (now - renewAt >= 0) {
            renewAt = now + RENEW_NANOS;
            offset = offsetNow();
        }
        return now + offset + ahead;
    }

    /** A pause of this thread between the two clocks would be taken for a difference of theirs: then once more. */
    private static long offsetNow() {
        long offset = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > CLOSE_NANOS; i++) {
            long before = System.nanoTime();
            Instant instant = Instant.now();
            long took = System.nanoTime() - before;
            if (took < least) {
                least = took;
                offset = instant.getEpochSecond() * 1_000_000_000L + instant.getNano() - before - took / 2;
            }
        }
        return offset;
    }
}
