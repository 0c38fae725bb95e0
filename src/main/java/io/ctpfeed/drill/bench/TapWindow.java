package io.ctpfeed.drill.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What a {@link TickTap} saw since the window was opened. Written by the tap's thread; others may read the count at any
 * time, and the rest as it was when they saw that count.
 */
final class TapWindow {
    private static final long LONGEST_MICROS = 60_000_000;

    private final AtomicLong count = new AtomicLong();
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private long firstReceivedAt = Long.MAX_VALUE;
    private long lastArrival;
    private long bytes;

    void add(long receivedAt, long arrivedAt, int length) {
        firstReceivedAt = Math.min(firstReceivedAt, receivedAt);
        lastArrival = arrivedAt;
        bytes += length;
        micros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, (arrivedAt - receivedAt) / 1_000)));
        count.lazySet(count.getPlain() + 1);
    }

    long count() {
        return count.get();
    }

    /** Payload bytes of a message on average. */
    int messageBytes() {
        return (int) (bytes / Math.max(1, count()));
    }

    /** The first callback to the last message. */
    double spanMillis() {
        return (lastArrival - firstReceivedAt) / 1e6;
    }

    /** Callback to subscriber. @param percentile 0 to 100 */
    long latencyMicros(double percentile) {
        return micros.getValueAtPercentile(percentile);
    }
}
