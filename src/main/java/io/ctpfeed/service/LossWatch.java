package io.ctpfeed.service;

import io.ctpfeed.publish.NatsTicksComponent;
import io.ctpfeed.publish.PublishCounters;
import io.ctpfeed.service.subscribe.LimitWatch;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;

/**
 * Says once a second what was lost in it, where the way of a tick only counts: a full ring, ticks that could not be
 * published; and which limits of fronts were met. What the journal loses it says itself. A thread of its own.
 */
final class LossWatch implements AutoCloseable {
    private final Sources sources;
    private final NatsTicksComponent natsTicks;
    private final EventSink events;
    private final CamelContext context;
    private final LimitWatch limits;
    private final ScheduledExecutorService thread;
    private final Map<String, Long> said = new HashMap<>();

    LossWatch(CamelContext context, Sources sources, NatsTicksComponent natsTicks, EventSink events) {
        this.context = context;
        this.sources = sources;
        this.natsTicks = natsTicks;
        this.events = events;
        this.limits = new LimitWatch(sources, events);
        this.thread = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "loss-watch");
        thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Looks a last time. */
    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(thread);
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
