package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.quality.arbitration.ArbitrationCounters;

/**
 * Which part of the ticks of the other lines a line missed: since the start, in the last ten seconds, and usually. The
 * detector's thread looks once a second; the ratios may be asked by any.
 */
final class MissedTicks {
    static final int WINDOW_SECONDS = 10;
    /** So many that chance has no say. */
    private static final long ENOUGH = 20;
    /** Of a second's ratio in the usual one: an hour is remembered. */
    private static final double WEIGHT = 1.0 / 3600;

    private final Arbitration arbitration;
    private final int line;
    private final long[] seen = new long[WINDOW_SECONDS];
    private final long[] missed = new long[WINDOW_SECONDS];
    private long looks;
    private double usual;
    private long windowSeen;
    private long windowMissed;
    private volatile double ratio;

    MissedTicks(Arbitration arbitration, int line) {
        this.arbitration = arbitration;
        this.line = line;
    }

    /** Since the start; 0 where nothing came. */
    double ratio() {
        return ratio;
    }

    /** Of the last ten seconds. */
    double lately() {
        return ratio(windowSeen, windowMissed);
    }

    long missedLately() {
        return windowMissed;
    }

    /** Whether it misses more than that, and much more than usual. */
    boolean isUnusual(double limit) {
        return windowMissed >= ENOUGH && lately() > limit && lately() > 5 * usual;
    }

    /** @param learn whether what happens now is usual */
    void look(boolean learn) {
        ArbitrationCounters counted = arbitration.counted(line);
        long seenNow = counted.first() + counted.copies() + counted.late() + counted.undecided();
        long missedNow =
                counted.missed().values().stream().mapToLong(Long::longValue).sum();
        int at = (int) (looks++ % WINDOW_SECONDS);
        windowSeen = seenNow - seen[at];
        windowMissed = missedNow - missed[at];
        seen[at] = seenNow;
        missed[at] = missedNow;
        ratio = ratio(seenNow, missedNow);
        if (learn && windowSeen > 0) {
            usual += (lately() - usual) * WEIGHT;
        }
    }

    private static double ratio(long seen, long missed) {
        return seen + missed == 0 ? 0 : (double) missed / (seen + missed);
    }
}
