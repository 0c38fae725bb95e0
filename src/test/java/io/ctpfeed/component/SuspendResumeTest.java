package io.ctpfeed.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.TickBatch;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route that is suspended and resumed again and again while ticks come: none is lost, doubled or out of order. */
class SuspendResumeTest {
    /** Beyond it the vendor's thread pauses: the ring must not overflow, however slow the machine is. */
    private static final int FULL_ENOUGH = 10_000;

    private final Feed feed = new Feed();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final Processor step = exchange -> {
        feed.sink.process(exchange);
        arrivals.addAndGet(exchange.getMessage().getBody(TickBatch.class).size());
    };
    private volatile boolean over;

    /** @param elsewhere whether exchanges complete on another thread than the draining one */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(60)
    void ticksGoOnWhereTheyStood(boolean elsewhere) throws Exception {
        suspendAndResume(1_000, elsewhere);
    }

    @Tag("long")
    @Timeout(300)
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ticksGoOnWhereTheyStoodHoweverOften(boolean elsewhere) throws Exception {
        suspendAndResume(10_000, elsewhere);
    }

    private void suspendAndResume(int times, boolean elsewhere) throws Exception {
        Thread vendor = new Thread(this::send, "vendor");
        int waiting = 0;
        try (Feed started = feed.with(routes(elsewhere))) {
            vendor.start();
            for (int i = 0; i < times; i++) {
                feed.context.getRouteController().suspendRoute("source");
                int before = arrivals.get();
                int sentBefore = sent.get();
                until(() -> sent.get() > sentBefore);
                waiting += before == arrivals.get() ? 1 : 0;
                feed.context.getRouteController().resumeRoute("source");
                until(() -> arrivals.get() > before);
            }
            over = true;
            vendor.join();
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(times, waiting, "while it is suspended nothing is handed over");
            assertEquals(Feed.range(1, sent.get()), List.copyOf(feed.received));
            assertTrue(feed.counters().exchanges() >= times);
            assertEquals(0, feed.primary.stops.get());
        } finally {
            over = true;
            vendor.join();
        }
    }

    /** Looks at once and often: a cycle takes a fraction of a millisecond. */
    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("it never came");
            }
            LockSupport.parkNanos(10_000);
        }
    }

    private void send() {
        while (!over) {
            if (feed.primary.ring().depth() < FULL_ENOUGH) {
                feed.primary.tick("rb2510", sent.get() + 1);
                sent.incrementAndGet();
            }
            LockSupport.parkNanos(1_000);
        }
    }

    private RouteBuilder routes(boolean elsewhere) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                RouteDefinition ticks = from("direct:ticks");
                if (elsewhere) {
                    ticks.threads(1).process(step);
                } else {
                    ticks.process(step);
                }
                from("ctp:primary").routeId("source").to("direct:ticks");
                from("ctp:backup").routeId("other").to("direct:ticks");
            }
        };
    }
}
