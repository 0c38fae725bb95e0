package io.ctpfeed.standin.front;

import java.util.ArrayDeque;

/** So many in any second. Safe for any thread. */
final class RateLimit {
    private static final long SECOND = 1_000_000_000L;

    private final ArrayDeque<long[]> recent = new ArrayDeque<>();
    private long sum;

    /** Counts {@code count} more; whether the last second then holds more than {@code limit}; 0 is no limit. */
    synchronized boolean isExceeded(int count, int limit) {
        long now = System.nanoTime();
        while (!recent.isEmpty() && now - recent.peek()[0] > SECOND) {
            sum -= recent.poll()[1];
        }
        recent.add(new long[] {now, count});
        sum += count;
        return limit > 0 && sum > limit;
    }
}
