package io.ctpfeed.standin.market;

/** When the market was where, for the last {@value #LENGTH} releases: what a front that lags looks up. Any thread. */
final class ReleaseHistory {
    private static final int LENGTH = 1 << 14;

    private final long[] times = new long[LENGTH];
    private final long[] positions = new long[LENGTH];
    private long count;

    synchronized void add(long nanoTime, long position) {
        int slot = (int) (count++ % LENGTH);
        times[slot] = nanoTime;
        positions[slot] = position;
    }

    /** The last position at or before that time; the oldest known where there is none. */
    synchronized long at(long nanoTime) {
        long oldest = Math.max(0, count - LENGTH);
        long low = oldest;
        long high = count - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (times[(int) (middle % LENGTH)] - nanoTime <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return positions[(int) (low % LENGTH)];
    }
}
