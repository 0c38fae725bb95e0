package io.ctpfeed.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TicksRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Test;

class CtpFailureTest {
    private static final int BAD = 50;

    private final Feed feed = new Feed();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final Processor refusesBad = exchange -> {
        for (Tick tick : exchange.getMessage().getBody(TickBatch.class)) {
            if (tick.volume() == BAD) {
                throw new IllegalArgumentException("bad tick");
            }
        }
    };

    @Test
    void aTickThatAStepCannotHandleTakesNoOtherWithIt() throws Exception {
        try (Feed started = feed.with(failingAt(refusesBad, "ctp:primary"))) {
            hundredTicksInOneBatch();
            List<Integer> expected = new ArrayList<>(Feed.range(1, 100));
            expected.remove((Integer) BAD);
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(expected, List.copyOf(feed.received));
            assertEquals(1, feed.counters().failedTicks());
            assertEquals(100, feed.counters().ticks());
            assertEquals(101, feed.counters().exchanges());
        }
    }

    @Test
    void ticksThatAreRefusedForNowAreOfferedAgainAsOftenAsItTakesAndNoneIsLostOrDoubled() throws Exception {
        AtomicInteger refusals = new AtomicInteger();
        Processor takesSixtyAtATime = exchange -> {
            TickBatch batch = exchange.getMessage().getBody(TickBatch.class);
            int taken = 0;
            for (Tick tick : batch) {
                if (tick.isTaken()) {
                    continue;
                }
                if (taken == 60 && refusals.incrementAndGet() < 40) {
                    throw new TicksRefusedException(1, "not now");
                }
                if (refusals.get() > 0 && refusals.get() < 39) {
                    refusals.incrementAndGet();
                    throw new TicksRefusedException(1, "not now");
                }
                feed.received.add(tick.volume());
                tick.markTaken();
                taken++;
            }
        };
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").errorHandler(noErrorHandler()).process(takesSixtyAtATime);
            }
        })) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertTrue(refusals.get() >= 39, "nothing was refused");
            assertEquals(Feed.range(1, 100), List.copyOf(feed.received));
            assertEquals(0, feed.counters().failedTicks());
            assertTrue(feed.events.isEmpty());
        }
    }

    @Test
    void aFailedTickIsAnnouncedAsGapAndHandedToTheExceptionHandler() throws Exception {
        ExceptionHandler handler = new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                handleException("", null, exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                handleException(message, null, exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                handled.add(message + " / " + exception.getMessage());
            }
        };
        feed.context.getRegistry().bind("handler", ExceptionHandler.class, handler);
        try (Feed started = feed.with(failingAt(refusesBad, "ctp:primary?exceptionHandler=#handler"))) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(
                    List.of("account primary: a tick failed twice and is passed over / bad tick"),
                    List.copyOf(handled));
            FeedEvent event = feed.events.get(0);
            assertEquals(FeedEvent.Kind.GAP, event.kind());
            assertEquals("tick-failed", event.name());
            assertEquals("primary", event.source());
            assertEquals(1L, event.details().get("ticks"));
            assertEquals(List.of("rb2510"), event.details().get("instruments"));
        }
    }

    @Test
    void whereEveryTickFailsTheEventsStayFewAndNoneIsForgotten() throws Exception {
        Processor refusesAll = exchange -> {
            throw new IllegalStateException("always");
        };
        Feed started = feed.with(failingAt(refusesAll, "ctp:primary"));
        try (started) {
            for (int burst = 0; burst < 5; burst++) {
                feed.primary.ticks("rb2510", 1, 100);
                await().until(() -> feed.primary.ring().depth() == 0);
            }
            assertEquals(500, feed.counters().failedTicks());
        }
        assertTrue(feed.events.size() < 50, () -> feed.events.size() + " events");
        assertEquals(
                500,
                feed.events.stream()
                        .mapToLong(event -> (long) event.details().get("ticks"))
                        .sum());
        assertTrue(feed.received.isEmpty());
    }

    @Test
    void ticksThatWereTakenAreNotOfferedAgain() throws Exception {
        Queue<Integer> published = new ConcurrentLinkedQueue<>();
        Processor publishesHalfThenFails = exchange -> {
            TickBatch batch = exchange.getMessage().getBody(TickBatch.class);
            for (int i = 0; i < batch.size(); i++) {
                if (batch.size() > 1 && i == batch.size() / 2) {
                    throw new IllegalStateException("the publisher's queue is full");
                }
                published.add(batch.get(i).volume());
                batch.get(i).markTaken();
            }
        };
        try (Feed started = feed.with(failingAt(publishesHalfThenFails, "ctp:primary"))) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(Feed.range(1, 100), List.copyOf(published));
            assertEquals(0, feed.counters().failedTicks());
        }
    }

    @Test
    void aTickTakenBeforeALaterStepFailedIsNoFailedTick() throws Exception {
        Queue<Integer> published = new ConcurrentLinkedQueue<>();
        Processor takesThenFails = exchange -> {
            for (Tick tick : exchange.getMessage().getBody(TickBatch.class)) {
                if (exchange.getMessage().getHeader(CtpHeaders.BATCH_SIZE, int.class) == 1) {
                    published.add(tick.volume());
                    tick.markTaken();
                }
            }
            throw new IllegalStateException("a step behind the publisher");
        };
        try (Feed started = feed.with(failingAt(takesThenFails, "ctp:primary"))) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(Feed.range(1, 100), List.copyOf(published));
            assertEquals(0, feed.counters().failedTicks());
        }
    }

    @Test
    void oneTickPerExchangeIsOfferedTwiceAtTheMost() throws Exception {
        Queue<Integer> offered = new ConcurrentLinkedQueue<>();
        Processor refuses = exchange -> {
            Tick tick = exchange.getMessage().getBody(Tick.class);
            offered.add(tick.volume());
            if (tick.volume() == 2) {
                throw new IllegalArgumentException("bad tick");
            }
        };
        try (Feed started = feed.with(failingAt(refuses, "ctp:primary?batching=false"))) {
            feed.primary.ticks("rb2510", 1, 3);
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(List.of(1, 2, 2, 3), List.copyOf(offered));
            assertEquals(1, feed.counters().failedTicks());
        }
    }

    @Test
    void aFailureOnAnotherThreadIsMendedAllTheSame() throws Exception {
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").threads(1).process(refusesBad).process(feed.sink);
            }
        })) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(99, feed.received.size());
            assertEquals(1, feed.counters().failedTicks());
        }
    }

    @Test
    void anErrorInAStepDoesNotEndTheDrainThread() throws Exception {
        Processor breaks = exchange -> {
            for (Tick tick : exchange.getMessage().getBody(TickBatch.class)) {
                if (tick.volume() == BAD) {
                    throw new StackOverflowError();
                }
            }
        };
        try (Feed started = feed.with(failingAt(breaks, "ctp:primary"))) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            feed.primary.tick("rb2510", 101);
            await().untilAsserted(() -> assertEquals(100, feed.received.size(), feed.batches::toString));
        }
    }

    @Test
    void whatARouteHandlesItselfIsNotOfferedAgain() throws Exception {
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalArgumentException.class)
                        .handled(true)
                        .process(exchange -> handled.add("by the route"));
                from("ctp:primary").process(refusesBad).process(feed.sink);
            }
        })) {
            hundredTicksInOneBatch();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(List.of("by the route"), List.copyOf(handled));
            assertEquals(0, feed.counters().failedExchanges());
        }
    }

    /** Suspended while the ring is filled, so that they make one batch. */
    private void hundredTicksInOneBatch() throws Exception {
        String route = feed.context.getRoutes().get(0).getId();
        feed.context.getRouteController().suspendRoute(route);
        feed.primary.ticks("rb2510", 1, 100);
        feed.context.getRouteController().resumeRoute(route);
    }

    private RouteBuilder failingAt(Processor step, String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).process(step).process(feed.sink);
            }
        };
    }
}
