package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A context with two accounts, and what its routes received. */
final class Feed implements AutoCloseable, Sources {
    final DefaultCamelContext context = new DefaultCamelContext();
    final FakeSource primary = new FakeSource("primary", 0, 1 << 14);
    final FakeSource backup = new FakeSource("backup", 1, 1 << 14);
    final Instruments instruments = new Instruments();
    final List<FeedEvent> events = new CopyOnWriteArrayList<>();
    /** Volumes of the ticks in the order they were received. */
    final Queue<Integer> received = new ConcurrentLinkedQueue<>();
    /** Sizes of the batches in the order they were received. */
    final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
    /** Keeps what it is given. */
    final Processor sink = exchange -> {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Tick tick) {
            received.add(tick.volume());
        } else {
            TickBatch batch = (TickBatch) body;
            batches.add(batch.size());
            batch.forEach(tick -> received.add(tick.volume()));
        }
    };

    private final Map<String, MarketDataSource> accounts = new LinkedHashMap<>();

    Feed() {
        accounts.put("primary", primary);
        accounts.put("backup", backup);
        context.getRegistry().bind("sources", Sources.class, this);
        context.getRegistry().bind("instruments", Instruments.class, instruments);
        context.getRegistry().bind("events", EventSink.class, (EventSink) events::add);
        context.getShutdownStrategy().setTimeout(5);
    }

    /** Adds routes and starts. */
    Feed with(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
        return this;
    }

    CtpComponent component() {
        return context.getComponent("ctp", CtpComponent.class);
    }

    ReaderCounters counters() {
        return component().counters().iterator().next();
    }

    /** As an edit of the account's configuration does. */
    FakeSource replacePrimary() {
        FakeSource anew = new FakeSource("primary", 0, 1 << 14);
        accounts.put("primary", anew);
        return anew;
    }

    static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Override
    public MarketDataSource source(String account) {
        MarketDataSource source = accounts.get(account);
        if (source == null) {
            throw new IllegalArgumentException("no account " + account + "; there are " + accounts.keySet());
        }
        return source;
    }

    @Override
    public Collection<MarketDataSource> all() {
        return accounts.values();
    }

    @Override
    public void close() {
        context.stop();
    }
}
