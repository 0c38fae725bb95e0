package io.ctpfeed.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.WallClock;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures for docs, nothing asserted about time: rate, allocation, latency and idle cost of the drain thread. */
@Tag("long")
class DrainRateTest {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AtomicLong seen = new AtomicLong();
    private volatile Thread drain;

    @ParameterizedTest
    @CsvSource({"true,64", "true,256", "true,1024", "true,4096", "false,4096"})
    void ticksASecondThroughDirect(boolean batching, int maxBatchTicks) throws Exception {
        int ticks = batching ? 4_000_000 : 1_000_000;
        Feed feed = new Feed();
        try (feed) {
            feed.with(counting(feed, "ctp:primary?batching=" + batching + "&maxBatchTicks=" + maxBatchTicks));
            push(feed, ticks / 4);
            long bytes = threads.getThreadAllocatedBytes(drain.getId());
            long begin = System.nanoTime();
            push(feed, ticks);
            long nanos = System.nanoTime() - begin;
            bytes = threads.getThreadAllocatedBytes(drain.getId()) - bytes;
            System.out.printf(
                    "batching=%s max=%d: %,d ticks/s, mean batch %.0f, %d bytes/tick%n",
                    batching,
                    maxBatchTicks,
                    ticks * 1_000_000_000L / nanos,
                    feed.counters().batchMean(),
                    bytes / ticks);
            assertEquals(ticks + ticks / 4, seen.get());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKOFF", "PARKING"})
    void latencyOfLoneTicksAndCostOfAnIdleSecond(WaitStrategy strategy) throws Exception {
        Histogram micros = new Histogram(3);
        Feed feed = new Feed();
        try (feed) {
            feed.component().setWaitStrategy(strategy);
            feed.with(new RouteBuilder() {
                @Override
                public void configure() {
                    from("ctp:primary").process(exchange -> {
                        drain = Thread.currentThread();
                        for (Tick tick : exchange.getMessage().getBody(TickBatch.class)) {
                            micros.recordValue((WallClock.epochNanos() - tick.receivedAt()) / 1000);
                        }
                    });
                }
            });
            for (int i = 0; i < 3_000; i++) {
                if (i == 1_000) {
                    micros.reset();
                }
                feed.primary.tick("rb2510", i);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            long cpu = threads.getThreadCpuTime(drain.getId());
            long begin = System.nanoTime();
            drain.join(3_000);
            double share = 100.0 * (threads.getThreadCpuTime(drain.getId()) - cpu) / (System.nanoTime() - begin);
            System.out.printf(
                    "%s: p50 %d us, p99 %d us, idle %.2f %% of a core%n",
                    strategy, micros.getValueAtPercentile(50), micros.getValueAtPercentile(99), share);
        }
    }

    @Test
    void bytesOfALoneTicksExchange() throws Exception {
        Feed feed = new Feed();
        try (feed) {
            feed.with(counting(feed, "ctp:primary?maxBatchTicks=1"));
            push(feed, 200_000);
            long bytes = threads.getThreadAllocatedBytes(drain.getId());
            push(feed, 200_000);
            System.out.printf(
                    "a lone tick's exchange: %d bytes, 704 of them the batch%n",
                    (threads.getThreadAllocatedBytes(drain.getId()) - bytes) / 200_000);
        }
    }

    private void push(Feed feed, int ticks) {
        long target = seen.get() + ticks;
        for (int i = 0; i < ticks; i++) {
            while (!feed.primary.tick("rb2510", i)) {
                Thread.onSpinWait();
            }
        }
        while (seen.get() < target) {
            Thread.onSpinWait();
        }
    }

    private RouteBuilder counting(Feed feed, String uri) {
        feed.context.getRegistry().bind("counting", new Counting());
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("direct:ticks");
                from("direct:ticks").bean("counting");
            }
        };
    }

    /** A step as routes have it. */
    public final class Counting {
        @org.apache.camel.Handler
        public void count(org.apache.camel.Exchange exchange) {
            drain = Thread.currentThread();
            seen.addAndGet(exchange.getMessage().getBody() instanceof TickBatch batch ? batch.size() : 1);
        }
    }
}
