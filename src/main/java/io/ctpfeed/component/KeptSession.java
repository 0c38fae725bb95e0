package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account's session between two routes: it goes on for a successor, and is ended if none comes in time. Any thread. */
final class KeptSession {
    private static final Logger LOG = LoggerFactory.getLogger(KeptSession.class);
    private static final long NOT_KEPT = 0;

    private final MarketDataSource source;
    /** When it ends; {@link #NOT_KEPT} if none is kept. */
    private long until = NOT_KEPT;

    KeptSession(MarketDataSource source) {
        this.source = source;
    }

    /** It goes on, for so long at the most. */
    synchronized void keep(int seconds) {
        until = Math.max(1, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    }

    /** A successor takes it. @return whether one was kept */
    synchronized boolean claim() {
        boolean kept = until != NOT_KEPT;
        until = NOT_KEPT;
        return kept;
    }

    /** Nobody will take it: it is ended, where one is kept. */
    synchronized void end() {
        if (claim()) {
            source.stop();
        }
    }

    /** Ends it if its time is over. */
    synchronized void endInTime(long now) {
        if (until != NOT_KEPT && now - until >= 0) {
            LOG.warn("account {}: no successor came for the route that was replaced; logging out", source.account());
            end();
        }
    }
}
