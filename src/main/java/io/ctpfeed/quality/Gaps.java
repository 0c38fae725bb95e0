package io.ctpfeed.quality;

/**
 * Distributions of gaps between ticks, of 44 counters each: under ten seconds in one, beyond that four to each doubling,
 * up to four and a half hours. What is asked of them is when silence is unusual, a minute at the least. Counters that
 * are full are halved, all of their distribution, so that old days weigh less. Stateless.
 */
final class Gaps {
    static final int BUCKETS = 44;
    /** So many gaps make a distribution known. */
    static final int KNOWN = 200;

    private static final double PERCENTILE = 0.999;
    private static final int FULL = 0xFFFF;
    /** Upper ends in nanoseconds; the last has none. */
    private static final long[] UPPER = new long[BUCKETS - 1];

    static {
        for (int i = 0; i < UPPER.length; i++) {
            UPPER[i] = (long) (10e9 * Math.pow(2, i / 4.0));
        }
    }

    private Gaps() {}

    /** Whether a gap counts in the first counter. */
    static boolean isShortest(long gapNanos) {
        return gapNanos < UPPER[0];
    }

    /** Whether a counter can take no more. */
    static boolean isFull(short count) {
        return (count & FULL) == FULL;
    }

    static void add(short[] counts, long gapNanos) {
        int bucket = 0;
        while (bucket < UPPER.length && gapNanos >= UPPER[bucket]) {
            bucket++;
        }
        if (isFull(counts[bucket])) {
            for (int i = 0; i < BUCKETS; i++) {
                counts[i] = (short) ((counts[i] & FULL) >>> 1);
            }
        }
        counts[bucket]++;
    }

    static int total(short[] counts) {
        int total = 0;
        for (short count : counts) {
            total += count & FULL;
        }
        return total;
    }

    /** The 99.9th percentile in nanoseconds, to the upper end of its counter; -1 where too few gaps are known. */
    static long usual(short[] counts) {
        int total = counts == null ? 0 : total(counts);
        if (total < KNOWN) {
            return -1;
        }
        long rank = (long) Math.ceil(total * PERCENTILE);
        long below = 0;
        for (int i = 0; i < UPPER.length; i++) {
            below += counts[i] & FULL;
            if (below >= rank) {
                return UPPER[i];
            }
        }
        return UPPER[UPPER.length - 1] * 2;
    }
}
