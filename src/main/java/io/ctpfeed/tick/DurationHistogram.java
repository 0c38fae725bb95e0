package io.ctpfeed.tick;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations counted in buckets with fixed bounds: recording is a few comparisons and two writes to memory, and allocates
 * nothing, so that the way of a tick can afford it. One thread records, any may read.
 */
public final class DurationHistogram {
    private final long[] boundsNanos;
    private final AtomicLongArray counts;
    private final AtomicLong sumNanos = new AtomicLong();

    private DurationHistogram(long[] boundsNanos) {
        this.boundsNanos = boundsNanos;
        this.counts = new AtomicLongArray(boundsNanos.length + 1);
    }

    /** @param boundsMicros upper bounds of the buckets, inclusive, ascending; a last one holds what is longer */
    public static DurationHistogram ofMicros(long... boundsMicros) {
        long[] nanos = new long[boundsMicros.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = TimeUnit.MICROSECONDS.toNanos(boundsMicros[i]);
        }
        return new DurationHistogram(nanos);
    }

    /** One more. The recording thread only. @param nanos less than nothing, where two clocks differ, counts as nothing */
    public void record(long nanos) {
        long duration = Math.max(0, nanos);
        int bucket = 0;
        while (bucket < boundsNanos.length && duration > boundsNanos[bucket]) {
            bucket++;
        }
        counts.lazySet(bucket, counts.getPlain(bucket) + 1);
        sumNanos.lazySet(sumNanos.getPlain() + duration);
    }

    /** Number of bounds: one bucket fewer than there are. */
    public int bounds() {
        return boundsNanos.length;
    }

    public double boundSeconds(int index) {
        return boundsNanos[index] / 1e9;
    }

    /** How many fell into a bucket. @param index up to {@link #bounds} for what is longer than the last bound */
    public long count(int index) {
        return counts.get(index);
    }

    public double sumSeconds() {
        return sumNanos.get() / 1e9;
    }
}
