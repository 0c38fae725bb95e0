package io.ctpfeed.service;

import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each event and gives it to the route {@code events}. Any thread; never blocks: where the queue is full, or the
 * context is not up, the event is in the log only, and counted.
 */
final class EventRelay implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger("io.ctpfeed.event");
    private static final String QUEUE = "seda:events";

    private final AtomicLong unsent = new AtomicLong();
    private final List<EventSink> listeners = new CopyOnWriteArrayList<>();
    private volatile ProducerTemplate template;

    /** Is told of each event, before it is published; must not block or throw. */
    void listen(EventSink listener) {
        listeners.add(listener);
    }

    void connect(CamelContext context) {
        template = context.createProducerTemplate();
    }

    void disconnect() {
        template = null;
    }

    /** Events that are in the log only. */
    long unsent() {
        return unsent.get();
    }

    @Override
    public void accept(FeedEvent event) {
        LOG.info("{} {} {} {}", event.kind().token(), event.name(), event.source(), event.details());
        relay(event);
    }

    /** The same without the log line: for who has said it there in better words. */
    EventSink unlogged() {
        return this::relay;
    }

    private void relay(FeedEvent event) {
        listeners.forEach(listener -> listener.accept(event));
        ProducerTemplate present = template;
        if (present == null) {
            unsent.incrementAndGet();
            return;
        }
        try {
            present.sendBody(QUEUE, event);
        } catch (RuntimeException e) {
            unsent.incrementAndGet();
            LOG.debug("event not queued: {}", e.toString());
        }
    }
}
