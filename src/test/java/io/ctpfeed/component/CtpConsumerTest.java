package io.ctpfeed.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class CtpConsumerTest {
    private final Feed feed = new Feed();

    @Test
    void aLoneTickGoesAtOnce() throws Exception {
        try (Feed started = feed.with(toSink("ctp:primary"))) {
            feed.primary.tick("rb2510", 1);
            await().until(() -> feed.received.size() == 1);
            assertEquals(List.of(1), List.copyOf(feed.batches));
            await().until(() -> feed.primary.ring().depth() == 0);
        }
    }

    @Test
    void ticksKeepTheirOrder() throws Exception {
        try (Feed started = feed.with(toSink("ctp:primary"))) {
            for (int from = 1; from <= 20_000; from += 100) {
                if (feed.primary.ring().depth() > 10_000) {
                    await().until(() -> feed.primary.ring().depth() < 10_000);
                }
                feed.primary.ticks("rb2510", from, from + 99);
            }
            await().until(() -> feed.received.size() == 20_000);
            assertEquals(Feed.range(1, 20_000), List.copyOf(feed.received));
            assertEquals(20_000, feed.primary.observed.get());
        }
    }

    @Test
    void aBatchHoldsWhatTheRingHeldUpToTheLimit() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary?maxBatchTicks=64").process(feed.sink).process(exchange -> {
                    busy.countDown();
                    go.await();
                });
            }
        })) {
            feed.primary.tick("rb2510", 1);
            busy.await();
            feed.primary.ticks("rb2510", 2, 101);
            go.countDown();
            await().until(() -> feed.received.size() == 101);
            assertEquals(List.of(1, 64, 36), List.copyOf(feed.batches));
        }
    }

    @Test
    void eachTickKnowsItsInstrumentAndLine() throws Exception {
        List<String> seen = new ArrayList<>();
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:backup").process(exchange -> {
                    for (Tick tick : exchange.getMessage().getBody(TickBatch.class)) {
                        seen.add(feed.instruments.get(tick.instrumentIndex()).id() + " " + tick.line());
                    }
                    seen.add(exchange.getMessage().getHeader(CtpHeaders.ACCOUNT) + " "
                            + exchange.getMessage().getHeader(CtpHeaders.BATCH_SIZE));
                });
            }
        })) {
            feed.backup.tick("SPD RM509&RM601", 1);
            await().until(() -> feed.backup.ring().depth() == 0);
            assertEquals(List.of("SPD RM509&RM601 1", "backup 1"), seen);
        }
    }

    @Test
    void oneExchangePerTickOnRequest() throws Exception {
        try (Feed started = feed.with(toSink("ctp:primary?batching=false"))) {
            feed.primary.ticks("rb2510", 1, 500);
            await().until(() -> feed.received.size() == 500);
            assertEquals(Feed.range(1, 500), List.copyOf(feed.received));
            assertTrue(feed.batches.isEmpty());
            assertEquals(500, feed.counters().exchanges());
        }
    }

    @Test
    void aBatchCanBeSplit() throws Exception {
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").split(body()).process(feed.sink);
            }
        })) {
            feed.primary.ticks("rb2510", 1, 500);
            await().until(() -> feed.received.size() == 500);
            assertEquals(Feed.range(1, 500), List.copyOf(feed.received));
        }
    }

    @Test
    void oneThreadDrainsAllAccounts() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").to("direct:ticks");
                from("ctp:backup").to("direct:ticks");
                from("direct:ticks").process(feed.sink).process(exchange -> threads.add(Thread.currentThread()));
            }
        })) {
            feed.primary.ticks("rb2510", 1, 100);
            feed.backup.ticks("rb2510", 1, 100);
            await().until(() -> feed.received.size() == 200);
            assertEquals(1, threads.size());
        }
    }

    @Test
    void anAccountWhoseRouteIsBusyElsewhereHoldsUpNoOther() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").threads(1).process(exchange -> go.await());
                from("ctp:backup").process(feed.sink);
            }
        })) {
            feed.primary.ticks("rb2510", 1, 10);
            await().until(() -> feed.primary.observed.get() > 0);
            feed.backup.ticks("rb2510", 1, 10);
            await().until(() -> feed.received.size() == 10);
            assertEquals(10, feed.primary.ring().depth(), "nothing is released before its exchange completed");
            go.countDown();
            await().until(() -> feed.primary.ring().depth() == 0);
        }
    }

    @Test
    void aRouteOnAnotherThreadHasOneExchangeInFlightAndKeepsTheOrder() throws Exception {
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary").threads(4).process(feed.sink);
            }
        })) {
            feed.primary.ticks("rb2510", 1, 5_000);
            await().until(() -> feed.received.size() == 5_000);
            assertEquals(Feed.range(1, 5_000), List.copyOf(feed.received));
            await().until(() -> feed.primary.ring().depth() == 0);
        }
    }

    @Test
    void batchesStayValidBehindSedaAndWireTap() throws Exception {
        Queue<Integer> tapped = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary?maxBatchTicks=100").wireTap("seda:tap").to("seda:late?size=10000");
                from("seda:late?waitForTaskToComplete=Never")
                        .process(exchange -> go.await())
                        .process(feed.sink);
                from("seda:tap").process(exchange -> exchange.getMessage()
                        .getBody(TickBatch.class)
                        .forEach(tick -> tapped.add(tick.volume())));
            }
        })) {
            for (int from = 1; from <= 30_000; from += 1_000) {
                feed.primary.ticks("rb2510", from, from + 999);
                await().until(() -> feed.primary.ring().depth() == 0); // the ring goes round while batches wait
            }
            go.countDown();
            await().until(() -> feed.received.size() == 30_000 && tapped.size() == 30_000);
            assertEquals(Feed.range(1, 30_000), List.copyOf(feed.received));
            assertEquals(Feed.range(1, 30_000), tapped.stream().sorted().toList());
        }
    }

    @Test
    void aTickConvertsToItsFieldsUnderTheirNames() throws Exception {
        List<Map<?, ?>> maps = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        try (Feed started = feed.with(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctp:primary?batching=false").process(exchange -> {
                    maps.add(exchange.getMessage().getBody(Map.class));
                    TickBatch batch = exchange.getMessage().getBody(TickBatch.class);
                    others.add(batch.get(0).volume());
                    List<?> list = exchange.getContext().getTypeConverter().convertTo(List.class, batch);
                    others.addAll(list);
                });
            }
        })) {
            feed.primary.tick("rb2510", 7);
            await().until(() -> feed.primary.ring().depth() == 0);
            Map<?, ?> map = maps.get(0);
            assertEquals("rb2510", map.get("instrumentId"));
            assertEquals(3507.0, map.get("lastPrice"));
            assertTrue(map.containsKey("settlementPrice"));
            assertNull(map.get("settlementPrice"), "DBL_MAX is no price");
            assertEquals(7, others.get(0));
            assertSame(Tick.class, others.get(1).getClass());
        }
    }

    @Test
    void aYamlRouteReadsAnAccount() throws Exception {
        String yaml =
                """
                - route:
                    id: source-primary
                    from:
                      uri: ctp:primary
                      parameters:
                        maxBatchTicks: 512
                      steps:
                        - process:
                            ref: sink
                """;
        feed.context.getRegistry().bind("sink", feed.sink);
        try (Feed started = feed) {
            PluginHelper.getRoutesLoader(feed.context).loadRoutes(ResourceHelper.fromString("sources.yaml", yaml));
            feed.context.start();
            assertNotNull(feed.context.getRoute("source-primary"));
            feed.primary.ticks("rb2510", 1, 10);
            await().until(() -> feed.received.size() == 10);
        }
    }

    @Test
    void everyWaitStrategyDeliversAndEnds() throws Exception {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        for (WaitStrategy strategy : WaitStrategy.values()) {
            Feed each = new Feed();
            each.component().setWaitStrategy(strategy);
            try (Feed started = each.with(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctp:primary").process(each.sink).process(exchange -> threads.add(Thread.currentThread()));
                }
            })) {
                each.primary.ticks("rb2510", 1, 10);
                await().until(() -> each.received.size() == 10);
            }
        }
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    private RouteBuilder toSink(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(feed.sink);
            }
        };
    }
}
