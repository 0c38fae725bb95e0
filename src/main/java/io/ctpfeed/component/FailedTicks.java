package io.ctpfeed.component;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Tick;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces ticks that the route could not take as gaps: one event at once, then one a second at most that sums up the
 * rest, so that a step that fails for all cannot flood the events and yet no loss is silent. The drain thread, and whoever
 * ends the reader.
 */
final class FailedTicks {
    private static final Logger LOG = LoggerFactory.getLogger(FailedTicks.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NAMED_AT_MOST = 100;

    private final String account;
    private final EventSink events;
    private final Set<String> instruments = new LinkedHashSet<>();
    private long count;
    private long firstReceivedAt;
    private long lastReceivedAt;
    private String error;
    private long quietUntil = System.nanoTime();

    FailedTicks(String account, EventSink events) {
        this.account = account;
        this.events = events;
    }

    synchronized void add(Tick tick, Throwable failure) {
        if (count++ == 0) {
            firstReceivedAt = tick.receivedAt();
        }
        lastReceivedAt = tick.receivedAt();
        error = String.valueOf(failure);
        if (instruments.size() < NAMED_AT_MOST) {
            instruments.add(tick.instrumentId());
        }
    }

    /** Sends what is due; called after each batch and from time to time. */
    synchronized void announce(long now) {
        if (count == 0 || now - quietUntil < 0) {
            return;
        }
        quietUntil = now + PAUSE_NANOS;
        FeedEvent gap = FeedEvent.of(
                EventName.TICK_FAILED,
                account,
                "ticks",
                count,
                "instruments",
                List.copyOf(instruments),
                "from",
                instant(firstReceivedAt),
                "to",
                instant(lastReceivedAt),
                "error",
                error);
        count = 0;
        instruments.clear();
        try {
            events.accept(gap);
        } catch (RuntimeException e) { // a sink must not throw; if one does, ticks must flow all the same
            LOG.error("account {}: the event of failed ticks was not taken: {}", account, gap, e);
        }
    }

    /** Sends what is left, due or not. */
    synchronized void announceAll(long now) {
        quietUntil = now;
        announce(now);
    }

    private static String instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos).toString();
    }
}
