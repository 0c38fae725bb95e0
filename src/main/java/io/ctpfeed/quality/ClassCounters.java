package io.ctpfeed.quality;

import io.ctpfeed.tick.TickClass;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many ticks of each class went by, and what was odd. Written by the classification alone, read by any thread. */
public final class ClassCounters {
    private final AtomicLongArray counts = new AtomicLongArray(TickClass.values().length + 3);
    private static final int UNKNOWN = TickClass.values().length;
    private static final int FAILED = UNKNOWN + 1;
    private static final int WITHOUT_INDEX = FAILED + 1;

    public long count(TickClass of) {
        return counts.get(of.ordinal());
    }

    /** Ticks of an instrument that no contract list named. */
    public long unknownExchange() {
        return counts.get(UNKNOWN);
    }

    /** Ticks of instruments of which nothing can be kept, since too many are known: each was judged by itself. */
    public long withoutIndex() {
        return counts.get(WITHOUT_INDEX);
    }

    /** Ticks that could not be judged for an error of ours, and went on as {@link TickClass#STALE}. */
    public long failed() {
        return counts.get(FAILED);
    }

    void on(TickClass of) {
        add(of.ordinal());
    }

    void onUnknownExchange() {
        add(UNKNOWN);
    }

    void onWithoutIndex() {
        add(WITHOUT_INDEX);
    }

    void onFailed() {
        add(FAILED);
    }

    private void add(int figure) {
        counts.lazySet(figure, counts.getPlain(figure) + 1);
    }
}
