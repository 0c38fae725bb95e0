package io.ctpfeed.source.ctp;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * What was asked for within the last moments, so that no second holds more than the pace, wherever it begins. The window is
 * somewhat longer than a second: a front counts arrivals, which the network moves. One thread.
 */
final class PaceWindow {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1_150);

    private record Sent(long nanos, int count) {}

    private final ArrayDeque<Sent> recent = new ArrayDeque<>();
    private int sum;

    void sent(int count, long nanos) {
        recent.add(new Sent(nanos, count));
        sum += count;
    }

    /** How long until so many more may go; 0: now. More than the pace itself may go once the window is empty. */
    long waitMillis(int count, int perSecond, long nanos) {
        while (!recent.isEmpty() && nanos - recent.peek().nanos() >= WINDOW_NANOS) {
            sum -= recent.poll().count();
        }
        int over = sum + count - perSecond;
        long until = nanos;
        for (Sent sent : recent) {
            if (over <= 0) {
                break;
            }
            over -= sent.count();
            until = sent.nanos() + WINDOW_NANOS;
        }
        return TimeUnit.NANOSECONDS.toMillis(until - nanos + 999_999);
    }
}
