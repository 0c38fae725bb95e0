package io.ctpfeed.service;

import io.ctpfeed.publish.NatsTicksComponent;
import io.ctpfeed.publish.PublishCounters;
import io.ctpfeed.service.subscribe.LimitWatch;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Says once a second what was lost in it, where the way of a tick only counts: a full ring, ticks that could not be
 * published; and which limits of fronts were met. What the journal loses it says itself. A thread of its own.
 */
final class LossWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Sources sources;
    private final NatsTicksComponent natsTicks;
    private final EventSink events;
    private final LimitWatch limits;
    private final Rounds looking = new Rounds("loss-watch", this::look);
    private final Map<String, Long> said = new HashMap<>();

    LossWatch(Sources sources, NatsTicksComponent natsTicks, EventSink events) {
        this.sources = sources;
        this.natsTicks = natsTicks;
        this.events = events;
        this.limits = new LimitWatch(sources, events);
        looking.start(PAUSE, PAUSE);
    }

    /** Looks a last time. */
    @Override
    public void close() {
        looking.close();
        look();
    }

    private synchronized void look() {
        limits.look();
        sources.all()
                .forEach(source -> say(
                        EventName.RING_OVERFLOW, source.account(), source.ring().overflows()));
        long failed = 0;
        for (PublishCounters counters : natsTicks.counters()) {
            failed += counters.failed();
        }
        say(EventName.NOT_PUBLISHABLE, "", failed);
    }

    private void say(EventName name, String source, long total) {
        long before = said.getOrDefault(name + source, 0L);
        if (total > before) {
            said.put(name + source, total);
            events.accept(FeedEvent.of(name, source, "ticks", total - before, "ticksSinceStart", total));
        }
    }
}
