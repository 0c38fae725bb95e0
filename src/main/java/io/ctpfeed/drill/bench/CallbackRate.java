package io.ctpfeed.drill.bench;

import io.ctpfeed.drill.StandInProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How many ticks a second a callback path takes when the library hands them out as fast as it can: each pour is one tick
 * called back so many times, without front and socket in between. One thread.
 */
final class CallbackRate {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = 200_000;
    private static final double LONGEST_GROWTH = 8;

    private final StandInProcess standIn;
    private final LongSupplier taken;

    /** @param taken ticks that the path under test has taken so far */
    CallbackRate(StandInProcess standIn, LongSupplier taken) {
        this.standIn = standIn;
        this.taken = taken;
    }

    /** Pours until a single pour takes about that long, and gives the rate of that one: the earlier ones warmed up. */
    long measure(Duration time) throws TimeoutException {
        int pour = 2_000;
        while (true) {
            double seconds = pour(pour);
            if (seconds >= 0.7 * time.toNanos() / 1e9) {
                return Math.round(pour / seconds);
            }
            pour = (int) (pour * Math.min(LONGEST_GROWTH, 1 + time.toNanos() / 1e9 / seconds));
        }
    }

    /** From the first callback seen to the last. */
    private double pour(int count) throws TimeoutException {
        long before = taken.getAsLong();
        standIn.command("front 1 pour " + count);
        long start = System.nanoTime();
        long deadline = start + PATIENCE_NANOS;
        while (taken.getAsLong() < before + count) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        "callback: " + (taken.getAsLong() - before) + " of " + count + " ticks came within 60 s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
