package io.ctpfeed.quality.gap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Gaps since the start. Written by the detector's thread, read by any. */
public final class GapCounters {
    private final AtomicLongArray opened = new AtomicLongArray(Evidence.values().length);
    private final AtomicLongArray open = new AtomicLongArray(Evidence.values().length);
    private final AtomicLong visible = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    public long opened(Evidence evidence) {
        return opened.get(evidence.ordinal());
    }

    public long open(Evidence evidence) {
        return open.get(evidence.ordinal());
    }

    /** Gaps that closed and that no line had covered. */
    public long visible() {
        return visible.get();
    }

    /** Seconds within them, each gap by itself. */
    public double visibleSeconds() {
        return nanos.get() / 1e9;
    }

    void opens(Evidence evidence, boolean news) {
        if (news) {
            opened.incrementAndGet(evidence.ordinal());
        }
        open.incrementAndGet(evidence.ordinal());
    }

    void closes(Evidence evidence, boolean seen, long length) {
        open.decrementAndGet(evidence.ordinal());
        if (seen) {
            visible.incrementAndGet();
            nanos.addAndGet(Math.max(0, length));
        }
    }
}
