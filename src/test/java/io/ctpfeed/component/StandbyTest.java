package io.ctpfeed.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.tick.TicksRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Accounts that stand by or are not connected, and the order between accounts whose ticks are refused. */
class StandbyTest {
    private final Feed feed = new Feed();
    private volatile LineMode primary = LineMode.HELD;

    @Test
    void whatAnAccountThatStandsByHasKeptGoesOnWhenItTakesOverAndTheSourceHearsOfEachTickOnce() throws Exception {
        try (Feed started = start("ctp:primary?maxBatchTicks=30")) {
            feed.primary.ticks("rb2510", 1, 100);
            await().until(() -> feed.primary.observed.get() == 100);
            assertEquals(List.of(), List.copyOf(feed.received));
            assertEquals(100, feed.primary.ring().depth());

            primary = LineMode.HOT;
            feed.component().lineupChanged();
            feed.primary.ticks("rb2510", 101, 200);

            await().until(() -> feed.received.size() == 200);
            assertEquals(Feed.range(1, 200), List.copyOf(feed.received));
            assertEquals(200, feed.primary.observed.get());
            assertEquals(0, feed.counters().heldBackTicks());

            primary = LineMode.HELD;
            feed.primary.ticks("rb2510", 201, 250);
            await().until(() -> feed.primary.observed.get() == 250);
            assertEquals(200, feed.received.size());
        }
    }

    @Test
    void whatIsTooOldIsLetGoAndCounted() throws Exception {
        try (Feed started = start("ctp:primary", 1)) {
            feed.primary.ticks("rb2510", 1, 100);
            await().atMost(Duration.ofSeconds(5)).until(() -> feed.counters().heldBackTicks() == 100);
            assertEquals(100, feed.primary.observed.get());
            assertEquals(0, feed.primary.ring().depth());
        }
    }

    @Test
    void halfTheRingIsKeptAtTheMost() throws Exception {
        int half = feed.primary.ring().capacity() / 2;
        try (Feed started = start("ctp:primary")) {
            feed.primary.ticks("rb2510", 1, half + 500);
            await().until(() -> feed.primary.ring().depth() == half);
            assertEquals(500, feed.counters().heldBackTicks());
            primary = LineMode.HOT;
            feed.component().lineupChanged();
            await().until(() -> feed.received.size() == half);
            assertEquals(Feed.range(501, half + 500), List.copyOf(feed.received));
        }
    }

    @Test
    void anAccountThatIsNotNeededIsNotStarted() throws Exception {
        primary = LineMode.OFF;
        try (Feed started = start("ctp:primary")) {
            assertEquals(0, feed.primary.starts.get());
        }
    }

    @Test
    void stoppingTheRouteOfAnAccountThatStandsByWaitsForNothing() throws Exception {
        try (Feed started = start("ctp:primary")) {
            feed.primary.ticks("rb2510", 1, 100);
            long begin = System.nanoTime();
            feed.context.getRouteController().stopRoute("source");
            assertTrue(System.nanoTime() - begin < Duration.ofSeconds(5).toNanos(), "it waited for the ring");
            assertEquals(1, feed.primary.stops.get());
        }
    }

    @Test
    void nothingOfAnotherAccountOvertakesWhatIsRefused() throws Exception {
        primary = LineMode.HOT;
        AtomicBoolean refuses = new AtomicBoolean(true);
        AtomicInteger refusals = new AtomicInteger();
        AtomicInteger overtook = new AtomicInteger();
        feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary")
                        .routeId("source")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> {
                            if (refuses.get()) {
                                refusals.incrementAndGet();
                                throw new TicksRefusedException(1, "not now");
                            }
                            feed.sink.process(exchange);
                        });
                from("ctp:backup").errorHandler(noErrorHandler()).process(exchange -> {
                    if (refuses.get()) {
                        overtook.incrementAndGet();
                    }
                    feed.sink.process(exchange);
                });
            }
        });
        try (feed) {
            feed.primary.tick("rb2510", 1);
            await().until(() -> refusals.get() > 0);
            feed.backup.ticks("rb2510", 2, 100);
            int before = refusals.get();
            await().until(() -> refusals.get() > before + 5);
            assertEquals(0, overtook.get());
            assertEquals(List.of(), List.copyOf(feed.received));

            refuses.set(false);
            await().until(() -> feed.received.size() == 100);
            assertEquals(Feed.range(1, 100), List.copyOf(feed.received));
        }
    }

    @Test
    void whatIsRefusedHoldsUpNobodyOnceItsRouteIsStopped() throws Exception {
        primary = LineMode.HOT;
        AtomicInteger refusals = new AtomicInteger();
        feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary?stopTimeoutMillis=100")
                        .routeId("source")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> {
                            refusals.incrementAndGet();
                            throw new TicksRefusedException(1, "not now");
                        });
                from("ctp:backup").errorHandler(noErrorHandler()).process(feed.sink);
            }
        });
        try (feed) {
            feed.primary.tick("rb2510", 1);
            await().until(() -> refusals.get() > 0);
            feed.backup.ticks("rb2510", 2, 100);
            feed.context.getRouteController().stopRoute("source");
            await().until(() -> feed.received.size() == 99);
        }
    }

    private Feed start(String uri) throws Exception {
        return start(uri, 10);
    }

    private Feed start(String uri, int keepSeconds) throws Exception {
        feed.context.getRegistry().bind("lineup", Lineup.class, (Lineup)
                account -> account.equals("primary") ? primary : LineMode.HOT);
        feed.component().setStandbyKeepSeconds(keepSeconds); // takes the line-up that is bound
        return feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("source").process(feed.sink);
            }
        });
    }
}
