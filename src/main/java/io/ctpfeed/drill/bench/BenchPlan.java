package io.ctpfeed.drill.bench;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param home where {@code config} and {@code routes} lie
 * @param instruments subscribed by both accounts together; a burst is a tick of each
 * @param callback each callback path, once warm
 * @param warmUp of the feed before anything is taken
 * @param throughput the closed loop end to end, and the bare loop
 * @param bursts of all instruments at once
 * @param latency at {@code ticksPerSecond}, evenly paced
 * @param frames of {@code frameTicks}, half a second apart
 */
public record BenchPlan(
        Path home,
        int instruments,
        Duration callback,
        Duration warmUp,
        Duration throughput,
        int bursts,
        int ticksPerSecond,
        Duration latency,
        int frames,
        int frameTicks) {

    /** What the figures of record are taken with; some three minutes. */
    public static BenchPlan full(Path home) {
        return new BenchPlan(
                home,
                15_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(20),
                20,
                20_000,
                Duration.ofSeconds(60),
                40,
                10_000);
    }

    /** Within 50 seconds, the start of Java included. */
    public static BenchPlan quick(Path home) {
        return new BenchPlan(
                home,
                15_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(3),
                5,
                20_000,
                Duration.ofSeconds(8),
                5,
                10_000);
    }
}
