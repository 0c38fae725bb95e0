package io.ctpfeed.quality;

import io.ctpfeed.tick.TickFlaw;
import java.util.concurrent.atomic.AtomicLongArray;

/** Ticks of one line that had flaws. Written by the classification alone, read by any thread. */
public final class FlawCounters {
    private static final TickFlaw[] FLAWS = TickFlaw.values();

    private final AtomicLongArray counts = new AtomicLongArray(FLAWS.length * 2);

    /** Ticks with that flaw, whatever was done with them. */
    public long count(TickFlaw flaw) {
        return counts.get(flaw.ordinal());
    }

    /** Those of them that went no further because of it. */
    public long dropped(TickFlaw flaw) {
        return counts.get(FLAWS.length + flaw.ordinal());
    }

    void on(int flaws, int drops) {
        for (TickFlaw flaw : FLAWS) {
            if ((flaws & flaw.bit()) != 0) {
                add(flaw.ordinal());
                if ((drops & flaw.bit()) != 0) {
                    add(FLAWS.length + flaw.ordinal());
                }
            }
        }
    }

    private void add(int figure) {
        counts.lazySet(figure, counts.getPlain(figure) + 1);
    }
}
