package io.ctpfeed.source.ctp;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between tries: doubling from a least to a greatest, each within its upper half at random, so that accounts
 * that failed together do not come back together. One thread.
 */
final class Backoff {
    private final long leastMillis;
    private final long greatestMillis;
    private int failures;

    Backoff(long leastMillis, long greatestMillis) {
        this.leastMillis = leastMillis;
        this.greatestMillis = greatestMillis;
    }

    /** The pause before the next try; never below the least. */
    long nextMillis() {
        long pause = Math.min(greatestMillis, leastMillis << Math.min(failures, 20));
        failures++;
        return leastMillis + ThreadLocalRandom.current().nextLong(Math.max(1, pause - leastMillis + 1));
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
