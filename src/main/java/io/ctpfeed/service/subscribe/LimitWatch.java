package io.ctpfeed.service.subscribe;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.PaceStatus;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells as events that subscribing met a limit of a front, which the accounts only count: requests answered -2 or -3, a
 * session that takes no more instruments (ErrorID 6000), a disconnect under way. One event for all that came between two
 * looks, so that a front which refuses again and again cannot flood the events. One thread.
 */
public final class LimitWatch {
    private record Seen(long outstanding, long aSecond, long slowDowns, boolean full) {
        static final Seen NOTHING = new Seen(0, 0, 0, false);

        static Seen of(PaceStatus pace) {
            return new Seen(pace.tooManyOutstanding(), pace.tooManyASecond(), pace.slowDowns(), pace.full());
        }
    }

    private final Sources sources;
    private final EventSink events;
    private final Map<String, Seen> seen = new HashMap<>();

    public LimitWatch(Sources sources, EventSink events) {
        this.sources = sources;
        this.events = events;
    }

    /** Tells what is new. */
    public void look() {
        sources.all().forEach(this::look);
    }

    private void look(MarketDataSource source) {
        PaceStatus pace = source.pace();
        Seen now = Seen.of(pace);
        Seen before = seen.getOrDefault(source.account(), Seen.NOTHING);
        seen.put(source.account(), now);
        long outstanding = now.outstanding - before.outstanding;
        long aSecond = now.aSecond - before.aSecond;
        if (outstanding + aSecond > 0) {
            say(
                    EventName.LIMIT_HIT,
                    source,
                    "tooManyOutstanding",
                    outstanding,
                    "tooManyASecond",
                    aSecond,
                    "instrumentsPerSecond",
                    pace.instrumentsPerSecond());
        } else if (now.slowDowns > before.slowDowns) {
            say(
                    EventName.SLOWED_DOWN,
                    source,
                    "reason",
                    "disconnected while subscribing",
                    "instrumentsPerSecond",
                    pace.instrumentsPerSecond());
        }
        if (now.full && !before.full) {
            say(
                    EventName.LIMIT_SESSION_FULL,
                    source,
                    "acknowledged",
                    source.status().acknowledged());
        }
    }

    private void say(EventName name, MarketDataSource source, Object... details) {
        events.accept(FeedEvent.of(name, source.account(), details));
    }
}
