package io.ctpfeed.drill.bench;

import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.service.Scheduling;
import io.ctpfeed.standin.StandInOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One run of the benchmark, its parts one after the other, so that none disturbs another. One thread. */
public final class Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SAMPLES = 20_000;
    /** Subscribing is not what is measured: as fast as the front takes it. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "subscription.instruments-per-second", "20000",
            "ctp.accounts.primary.share", "1/2",
            "ctp.accounts.backup.share", "2/2");

    private final BenchPlan plan;
    private final Consumer<String> progress;

    /** @param progress is told what is being measured */
    public Bench(BenchPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs all parts, with nats-server and fronts of its own. */
    public BenchResult run() throws Exception {
        StandInOptions market = StandInOptions.DEFAULT.withInstruments(plan.instruments());
        progress.accept("starting nats-server and two stand-in fronts");
        try (FeedRig rig = new FeedRig(new FeedTrial.Plan(
                market,
                plan.home(),
                plan.home().resolve("config"),
                plan.home().resolve("routes"),
                Purpose.BENCH,
                PROPERTIES))) {
            CallbackBench callbacks = new CallbackBench(rig.standIn(), rig.scratch(), plan.callback());
            progress.accept("callback: jctp's director");
            long director = callbacks.director();
            progress.accept("callback: ours");
            long ours = callbacks.ours();
            try (TickTap tap = new TickTap(rig.nats().url(), "md.tick.>", true)) {
                return feed(rig, tap, director, ours);
            }
        }
    }

    private BenchResult feed(FeedRig rig, TickTap tap, long director, long ours) throws Exception {
        progress.accept("service on the shipped routes: subscribing " + plan.instruments() + " instruments");
        rig.startService();
        rig.awaitSubscribed(PATIENCE);
        awaitQuiet(tap);
        FeedBench feed = new FeedBench(rig, tap);
        progress.accept("warming up");
        feed.throughput(plan.warmUp());
        tap.sample(Math.min(SAMPLES, plan.instruments()));
        feed.bursts(2, plan.instruments());
        progress.accept("end to end, closed loop");
        FeedBench.Throughput throughput = feed.throughput(plan.throughput());
        progress.accept("the same messages in a bare loop");
        long bare = new BareLoop(rig.nats().url(), tap.samples()).measure(plan.throughput());
        progress.accept("bursts of " + plan.instruments());
        FeedBench.Spans bursts = feed.bursts(plan.bursts(), plan.instruments());
        System.gc(); // what the stages before left behind is none of this one's
        progress.accept("latency at " + plan.ticksPerSecond() + " ticks/s");
        TapWindow latency = feed.evenly(plan.ticksPerSecond(), plan.latency());
        progress.accept("half-second frames of " + plan.frameTicks());
        FeedBench.Spans frames = feed.bursts(plan.frames(), plan.frameTicks());
        return new BenchResult(
                director,
                ours,
                rounded((double) ours / director),
                bare,
                throughput.perSecond(),
                rounded((double) throughput.perSecond() / bare),
                throughput.bytesPerTick(),
                throughput.messageBytes(),
                rounded(bursts.medianMillis()),
                rounded(bursts.worstMillis()),
                plan.ticksPerSecond(),
                latency.latencyMicros(50),
                latency.latencyMicros(99),
                latency.latencyMicros(100),
                rounded(frames.medianMillis()),
                rounded(frames.worstMillis()),
                feed.lost(),
                feed.heapUsedMiB(),
                plan.instruments(),
                Runtime.getRuntime().availableProcessors(),
                Scheduling.ofThisProcess().text(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** Waits until what fronts push on subscribing has passed. */
    private static void awaitQuiet(TickTap tap) throws InterruptedException, TimeoutException {
        long[] last = {-1};
        long[] since = {System.nanoTime()};
        FeedRig.await(PATIENCE, "the last push on subscribing", () -> {
            if (tap.total() != last[0]) {
                last[0] = tap.total();
                since[0] = System.nanoTime();
            }
            return System.nanoTime() - since[0] > Duration.ofMillis(500).toNanos();
        });
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
