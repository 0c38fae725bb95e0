package io.ctpfeed.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.TickBatch;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class CtpLifecycleTest {
    private final Feed feed = new Feed();

    @Test
    void startingARouteLogsInAndStoppingItLogsOut() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            assertEquals(1, feed.primary.starts.get());
            assertEquals(0, feed.backup.starts.get());
            feed.context.getRouteController().stopRoute("source");
            assertEquals(1, feed.primary.stops.get());
            feed.context.getRouteController().startRoute("source");
            assertEquals(2, feed.primary.starts.get());
            feed.primary.tick("rb2510", 1);
            await().until(() -> feed.received.size() == 1);
        }
    }

    @Test
    void suspendingKeepsTheSessionAndLosesNothing() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            feed.primary.ticks("rb2510", 1, 100);
            feed.context.getRouteController().suspendRoute("source");
            int before = feed.received.size();
            feed.primary.ticks("rb2510", 101, 200);
            assertEquals(
                    ServiceStatus.Suspended, feed.context.getRouteController().getRouteStatus("source"));
            assertEquals(200 - before, feed.primary.ring().depth());
            assertEquals(0, feed.primary.stops.get());
            feed.context.getRouteController().resumeRoute("source");
            await().until(() -> feed.received.size() == 200);
            assertEquals(Feed.range(1, 200), List.copyOf(feed.received));
            assertEquals(1, feed.primary.starts.get());
        }
    }

    @Test
    void aReloadKeepsTheSessionAndTheSuccessorGoesOnWhereTheRingStands() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            for (int reload = 0; reload < 20; reload++) {
                feed.primary.ticks("rb2510", reload * 200 + 1, reload * 200 + 100);
                try (CtpComponent.Retention retention = feed.component().retain("primary")) {
                    removeRoute();
                    feed.primary.ticks("rb2510", reload * 200 + 101, reload * 200 + 200);
                    feed.context.addRoutes(route("ctp:primary?maxBatchTicks=" + (10 + reload), feed.sink));
                }
            }
            await().until(() -> feed.received.size() == 4_000);
            assertEquals(Feed.range(1, 4_000), List.copyOf(feed.received));
            assertEquals(1, feed.primary.starts.get(), "no new login");
            assertEquals(0, feed.primary.stops.get(), "no logout");
            assertEquals(4_000, feed.primary.observed.get(), "each tick observed once");
        }
    }

    @Test
    void aReloadUnderLoadLosesAndDoublesNothing() throws Exception {
        Processor slow = exchange -> feed.sink.process(exchange);
        Feed started = feed.with(route("ctp:primary", slow));
        Thread vendor = new Thread(() -> {
            for (int volume = 1; volume <= 50_000; volume++) {
                while (feed.primary.ring().depth() > 10_000) {
                    Thread.onSpinWait();
                }
                feed.primary.tick("rb2510", volume);
            }
        });
        try (started) {
            vendor.start();
            for (int reload = 0; reload < 10; reload++) {
                int seen = feed.received.size();
                try (CtpComponent.Retention retention = feed.component().retain()) {
                    removeRoute();
                    String uri = reload % 2 == 0 ? "ctp:primary?batching=false" : "ctp:primary";
                    feed.context.addRoutes(route(uri, slow));
                }
                await().until(() -> feed.received.size() > seen || feed.received.size() == 50_000);
            }
            vendor.join();
            await().until(() ->
                    feed.received.size() >= 50_000 && feed.primary.ring().depth() == 0);
            assertEquals(Feed.range(1, 50_000), List.copyOf(feed.received));
            assertEquals(0, feed.primary.stops.get());
        } finally {
            vendor.join();
        }
    }

    @Test
    void anExchangeInFlightIsWaitedForSoThatItsTicksAreNotOfferedTwice() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Processor blocksOnce = exchange -> {
            go.await();
            feed.sink.process(exchange);
        };
        try (Feed started = feed.with(route("ctp:primary", blocksOnce))) {
            feed.primary.ticks("rb2510", 1, 10);
            await().until(() -> feed.primary.observed.get() > 0);
            Thread reload = new Thread(() -> {
                try (CtpComponent.Retention retention = feed.component().retain("primary")) {
                    removeRoute();
                    feed.context.addRoutes(route("ctp:primary", feed.sink));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            reload.start();
            await().until(() -> reload.getState() == Thread.State.TIMED_WAITING);
            go.countDown();
            reload.join();
            await().until(() ->
                    feed.received.size() >= 10 && feed.primary.ring().depth() == 0);
            assertEquals(Feed.range(1, 10), List.copyOf(feed.received));
        }
    }

    @Test
    void withoutASuccessorAKeptSessionEnds() throws Exception {
        try (Feed started = feed.with(route("ctp:primary?keepSessionSeconds=1", feed.sink))) {
            try (CtpComponent.Retention retention = feed.component().retain("primary")) {
                removeRoute();
            }
            assertEquals(0, feed.primary.stops.get());
            await().until(() -> feed.primary.stops.get() == 1);
        }
        assertEquals(1, feed.primary.stops.get());
    }

    @Test
    void onlyTheAccountsNamedAreRetained() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink));
                CtpComponent.Retention retention = feed.component().retain("backup")) {
            removeRoute();
            assertEquals(1, feed.primary.stops.get());
        }
    }

    @Test
    void whatAnOperatorStoppedStaysStoppedOverAReload() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            feed.primary.stop();
            try (CtpComponent.Retention retention = feed.component().retain("primary")) {
                removeRoute();
                feed.context.addRoutes(route("ctp:primary", feed.sink));
            }
            assertEquals(SourceState.STOPPED, feed.primary.state());
            assertEquals(1, feed.primary.starts.get());
        }
    }

    @Test
    void stoppingTheContextLogsOutAndDeliversWhatIsLeft() throws Exception {
        feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary?maxBatchTicks=1").routeId("source").to("direct:ticks");
                from("direct:ticks").process(feed.sink);
            }
        });
        feed.primary.ticks("rb2510", 1, 5_000);
        feed.context.stop();
        assertEquals(Feed.range(1, 5_000), List.copyOf(feed.received));
        assertEquals(SourceState.STOPPED, feed.primary.state());
        assertEquals(0, feed.primary.listeners());
    }

    @Test
    void stoppingASuspendedRouteDeliversWhatIsLeft() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            feed.context.getRouteController().suspendRoute("source");
            feed.primary.ticks("rb2510", 1, 100);
            feed.context.getRouteController().stopRoute("source");
            assertEquals(Feed.range(1, 100), List.copyOf(feed.received));
        }
    }

    @Test
    void aContextStoppedWithinARetentionLogsOut() throws Exception {
        feed.with(route("ctp:primary", feed.sink));
        try (CtpComponent.Retention retention = feed.component().retain()) {
            feed.context.stop();
            assertEquals(SourceState.STOPPED, feed.primary.state());
        }
    }

    @Test
    void aSecondConsumerOfAnAccountIsRefused() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            Exception refused = assertThrows(
                    Exception.class,
                    () -> feed.context.addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("ctp:primary?batching=false").routeId("other").process(feed.sink);
                        }
                    }));
            assertEquals(
                    "account primary: its ticks already go to route source; a ring has one reader,"
                            + " use direct: or seda: to share them",
                    rootOf(refused).getMessage());
            feed.primary.tick("rb2510", 1);
            await().until(() -> feed.received.size() == 1);
            assertEquals(0, feed.primary.stops.get(), "the first goes on");
        }
    }

    @Test
    void anExchangeThatNeverEndsIsGivenUpAndItsSuccessorGetsTheTicksNotTaken() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        feed.context.getShutdownStrategy().setTimeout(1);
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary?stopTimeoutMillis=100")
                        .routeId("source")
                        .threads(1)
                        .process(exchange -> {
                            exchange.getMessage()
                                    .getBody(TickBatch.class)
                                    .get(0)
                                    .markTaken();
                            never.await();
                        });
            }
        })) {
            feed.primary.tick("rb2510", 1);
            await().until(() -> feed.primary.observed.get() > 0);
            feed.primary.tick("rb2510", 2);
            try (CtpComponent.Retention retention = feed.component().retain("primary")) {
                removeRoute();
                feed.context.addRoutes(route("ctp:primary", feed.sink));
            }
            await().until(() -> feed.primary.ring().depth() == 0);
            assertEquals(List.of(2), List.copyOf(feed.received), "tick 1 was taken");
        } finally {
            never.countDown();
        }
    }

    @Test
    void aSourceThatTheConfigurationMadeAnewIsReadFromItsOwnRing() throws Exception {
        try (Feed started = feed.with(route("ctp:primary", feed.sink))) {
            removeRoute();
            FakeSource anew = feed.replacePrimary();
            feed.context.addRoutes(route("ctp:primary", feed.sink));
            anew.tick("rb2510", 7);
            await().until(() -> feed.received.size() == 1);
            assertEquals(0, feed.primary.listeners(), "the old one is let go");
            assertEquals(1, feed.component().counters().size());
        }
    }

    @Test
    void anOptionOutOfRangeIsToldInOneLine() {
        Exception refused =
                assertThrows(Exception.class, () -> feed.with(route("ctp:primary?maxBatchTicks=0", feed.sink)));
        assertEquals(
                "ctp:primary: maxBatchTicks=0 is too small; set 1 or more",
                rootOf(refused).getMessage());
        feed.close();
    }

    @Test
    void anUnknownAccountIsToldInOneLine() {
        Exception refused = assertThrows(Exception.class, () -> feed.with(route("ctp:nobody", feed.sink)));
        assertEquals(
                "no account nobody; there are [primary, backup]",
                rootOf(refused).getMessage());
        feed.close();
    }

    @Test
    void aMissingRegistryEntryIsToldInOneLine() {
        feed.context.getRegistry().unbind("instruments");
        Exception refused = assertThrows(Exception.class, () -> feed.with(route("ctp:primary", feed.sink)));
        assertTrue(rootOf(refused).getMessage().startsWith("ctp:primary: no instruments"), refused::toString);
        feed.close();
    }

    private RouteBuilder route(String uri, Processor step) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("source").process(step);
            }
        };
    }

    private void removeRoute() throws Exception {
        feed.context.getRouteController().stopRoute("source");
        feed.context.removeRoute("source");
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
    }
}
