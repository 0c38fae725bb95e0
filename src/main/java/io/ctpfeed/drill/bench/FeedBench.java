package io.ctpfeed.drill.bench;

import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.standin.market.Pace;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The whole way of a tick, front to subscriber, under several kinds of load. One thread. */
final class FeedBench {
    /** Ticks under way at the most: less than a ring or the queue to NATS holds, so that nothing is refused. */
    private static final int OUTSTANDING = 25_000;

    private static final int GRANT = 2_500;
    private static final long LOOK_NANOS = 300_000;
    private static final long FRAME_NANOS = 500_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MIB = 1024.0 * 1024.0;

    private final FeedRig rig;
    private final TickTap tap;
    private final long sentBefore;
    private final long tappedBefore;
    private long heapUsed;

    /** What the closed loop found. */
    record Throughput(long perSecond, long bytesPerTick, int messageBytes) {}

    /** What bursts found: first callback to last message. */
    record Spans(double medianMillis, double worstMillis) {}

    /** @param tap has read all there was to read, and nothing is under way */
    FeedBench(FeedRig rig, TickTap tap) {
        this.rig = rig;
        this.tap = tap;
        this.sentBefore = rig.sent();
        this.tappedBefore = tap.total();
    }

    /** As many ticks as the whole can take: each one granted for one that has arrived. */
    Throughput throughput(Duration time) throws InterruptedException, TimeoutException {
        TapWindow window = tap.open();
        long granted = 0;
        Allocation allocation = new Allocation();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            if (granted - window.count() <= OUTSTANDING - GRANT) {
                rig.standIn().command("grant " + GRANT);
                granted += GRANT;
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        long count = window.count();
        long nanos = System.nanoTime() - start;
        long bytes = allocation.bytesSince();
        seeHeap();
        awaitArrival(window, granted);
        return new Throughput(Math.round(count * 1e9 / nanos), bytes / Math.max(1, count), window.messageBytes());
    }

    /** So many ticks at once, again and again. */
    Spans bursts(int count, int ticks) throws InterruptedException, TimeoutException {
        double[] spans = new double[count];
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            TapWindow window = tap.open();
            rig.standIn().command("grant " + ticks);
            awaitArrival(window, ticks);
            spans[i] = window.spanMillis();
            due = Math.max(due + FRAME_NANOS, System.nanoTime());
            waitUntil(due);
        }
        Arrays.sort(spans);
        return new Spans(spans[count / 2], spans[count - 1]);
    }

    /** Evenly spread ticks; the window of the time after the first second. */
    TapWindow evenly(int ticksPerSecond, Duration time) throws InterruptedException, TimeoutException {
        tap.open();
        rig.pace(Pace.evenly(ticksPerSecond));
        waitUntil(System.nanoTime() + 2 * FRAME_NANOS);
        TapWindow window = tap.open();
        waitUntil(System.nanoTime() + time.toNanos());
        tap.open();
        rig.pace(Pace.onCommand());
        awaitAll();
        return window;
    }

    /** Ticks that fronts sent and the tap did not see, or saw out of number, since the bench began. */
    long lost() {
        return Math.max(missing(), tap.gaps());
    }

    /** The most seen, in MiB. */
    long heapUsedMiB() {
        return Math.round(heapUsed / MIB);
    }

    private long missing() {
        return rig.sent() - sentBefore - (tap.total() - tappedBefore);
    }

    private void awaitAll() throws InterruptedException, TimeoutException {
        try {
            FeedRig.await(PATIENCE, "ticks under way", () -> missing() <= 0);
        } catch (TimeoutException e) {
            if (!tap.failure().isEmpty()) {
                throw e;
            } // else they are lost, and are reported as such
        }
    }

    private void awaitArrival(TapWindow window, long ticks) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (window.count() < ticks) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        "only " + window.count() + " of " + ticks + " ticks reached the subscriber " + tap.failure());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void waitUntil(long moment) {
        for (long left; (left = moment - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(Math.min(left, FRAME_NANOS / 5));
            seeHeap();
        }
    }

    private void seeHeap() {
        heapUsed = Math.max(
                heapUsed,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
