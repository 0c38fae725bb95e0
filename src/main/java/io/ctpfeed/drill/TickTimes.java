package io.ctpfeed.drill;

import org.HdrHistogram.Histogram;

/**
 * How long ticks take, in microseconds: from the vendor's callback to the reader, and from the moment at which the market had
 * them, whichever way they took. Any thread.
 */
final class TickTimes {
    private static final long LONGEST_MICROS = 600_000_000;
    private static final int DIGITS = 3;

    private final Histogram latencies = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram delays = new Histogram(LONGEST_MICROS, DIGITS);

    synchronized void latency(long nanos) {
        latencies.recordValue(micros(nanos));
    }

    synchronized void delay(long nanos) {
        delays.recordValue(micros(nanos));
    }

    synchronized long latencyMicros(double percentile) {
        return latencies.getValueAtPercentile(percentile);
    }

    synchronized long delayMicros(double percentile) {
        return delays.getValueAtPercentile(percentile);
    }

    synchronized void reset() {
        latencies.reset();
        delays.reset();
    }

    private static long micros(long nanos) {
        return Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000));
    }
}
