package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickRing;
import io.ctpfeed.tick.WallClock;

/**
 * The ticks of a line that stands by: they stay in its ring, so that the last seconds go on when it takes over. The source
 * is told of each as it comes, once; what is too old, or beyond half the ring, is let go and counted. The drain thread only.
 */
final class HeldTicks {
    private final TickRing ring;
    private final MarketDataSource source;
    private final Instruments instruments;
    private final DrainFigures figures;
    /** How many of those that wait the source was told of: the oldest ones. */
    private int known;

    HeldTicks(MarketDataSource source, Instruments instruments, DrainFigures figures) {
        this.source = source;
        this.ring = source.ring();
        this.instruments = instruments;
        this.figures = figures;
    }

    /**
     * Tells of what came, lets go of what is too old.
     *
     * @param limit ticks told of at once
     * @return how many it told of
     */
    int hold(int limit, long keepNanos) {
        TickBatch came = ring.peek(known, limit);
        int count = 0;
        if (came != null) {
            instruments.resolve(came);
            source.observed(came);
            count = came.size();
            known += count;
        }
        letGo(WallClock.epochNanos() - keepNanos);
        return count;
    }

    /**
     * The oldest that wait, to be offered; the source was told of all of them.
     *
     * @return null if there are none
     */
    TickBatch next(int limit) {
        TickBatch next = ring.peek(known > 0 ? Math.min(known, limit) : limit);
        if (next == null) {
            return null;
        }
        instruments.resolve(next);
        if (known == 0) {
            source.observed(next);
        } else {
            known -= next.size();
        }
        return next;
    }

    private void letGo(long oldest) {
        int most = Math.min(known, Math.max(0, ring.depth() - ring.capacity() / 2));
        int old = most;
        while (old < known && ring.receivedAt(old) < oldest) {
            old++;
        }
        if (old > 0) {
            ring.release(old);
            known -= old;
            figures.letGo(old);
        }
    }
}
