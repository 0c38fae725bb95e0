package io.ctpfeed.tick;

import java.time.Instant;

/**
 * Nanoseconds since 1970 without allocating: the monotonic clock plus an offset to the machine's clock that is read
 * anew once a second, so that a step of the machine's clock is followed. Any thread.
 */
public final class WallClock {
    private static final long RENEW_NANOS = 1_000_000_000L;

    private static volatile long offset = offsetNow();
    private static volatile long renewAt = System.nanoTime() + RENEW_NANOS;

    private WallClock() {}

    public static long epochNanos() {
        long now = System.nanoTime();
        if (now - renewAt >= 0) {
            renewAt = now + RENEW_NANOS;
            offset = offsetNow();
        }
        return now + offset;
    }

    private static long offsetNow() {
        Instant instant = Instant.now();
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano() - System.nanoTime();
    }
}
