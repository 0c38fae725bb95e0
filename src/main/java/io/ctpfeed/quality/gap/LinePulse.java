package io.ctpfeed.quality.gap;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How a line beats: when it was heard, and what it owes since, as others brought ticks of instruments that it carries too.
 * Written by the thread of the ticks, once a batch; read by any.
 */
final class LinePulse {
    private final AtomicLong heardAt = new AtomicLong();
    private final AtomicLong owed = new AtomicLong();
    private final AtomicLong owedSince = new AtomicLong();

    /** When its last tick was looked at, nanoseconds since 1970; 0: never. */
    long heardAt() {
        return heardAt.get();
    }

    /** Live ticks that others brought since it was heard. */
    long owed() {
        return owed.get();
    }

    /** When the first of them came. */
    long owedSince() {
        return owedSince.get();
    }

    void heard(long now) {
        owed.lazySet(0);
        heardAt.lazySet(now);
    }

    void owes(int ticks, long now) {
        long before = owed.getPlain();
        if (before == 0) {
            owedSince.lazySet(now);
        }
        owed.lazySet(before + ticks);
    }
}
