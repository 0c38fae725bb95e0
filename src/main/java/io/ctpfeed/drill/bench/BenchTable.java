package io.ctpfeed.drill.bench;

import java.util.List;
import java.util.Locale;

/** A result as lines for people: what, how much, and what it is held against. */
public final class BenchTable {
    private BenchTable() {}

    public static List<String> lines(BenchResult result) {
        return List.of(
                row("callback, jctp's director", result.callbackDirectorPerSecond(), "ticks/s", ""),
                row(
                        "callback, ours",
                        result.callbackPerSecond(),
                        "ticks/s",
                        result.callbackRatio() + " times; 30 wanted"),
                row("bare jnats publish loop", result.bareLoopPerSecond(), "ticks/s", ""),
                row(
                        "end to end, JSON",
                        result.endToEndJsonPerSecond(),
                        "ticks/s",
                        result.endToEndRatio() + " of the bare loop; 150,000 wanted"),
                row("allocated", result.bytesPerTickJson(), "bytes a tick", result.messageBytesJson() + " of payload"),
                row(
                        "burst of " + result.instruments(),
                        result.burst15000Millis(),
                        "ms",
                        "worst " + result.burstWorstMillis() + "; 150 wanted"),
                row("latency at " + result.latencyTicksPerSecond() + "/s, p50", result.latencyP50Micros(), "us", ""),
                row(
                        "latency at " + result.latencyTicksPerSecond() + "/s, p99",
                        result.latencyP99Micros(),
                        "us",
                        "longest " + result.latencyMaxMicros() + "; 3,000 wanted"),
                row(
                        "last tick of a half-second frame",
                        result.frame10000LastMillis(),
                        "ms",
                        "worst " + result.frame10000WorstMillis() + "; 100 wanted"),
                row("lost", result.lost(), "ticks", "0 wanted"),
                row("heap used at the most", result.heapUsedMiB(), "MiB", "512 wanted"),
                "on one machine: " + result.cores() + " cores, " + result.scheduling() + " scheduling, "
                        + result.jvm());
    }

    public static List<String> lines(StepResult result) {
        return List.of(
                row("a plain loop that reads", result.readNanosPerTick(), "ns a tick", ""),
                row("instrument found", result.resolveNanosPerTick(), "ns a tick", ""),
                row("classified", result.classifyNanosPerTick(), "ns a tick", result.ratio() + " times the loop, both"),
                row(
                        "lines compared",
                        result.arbitrateNanosPerTick(),
                        "ns a tick",
                        Math.round(result.classifyNanosPerTick()
                                        + result.arbitrateNanosPerTick()
                                        + result.gapNanosPerTick())
                                + " with class and gaps, 500 wanted"),
                row("watched for gaps", result.gapNanosPerTick(), "ns a tick", ""),
                row("allocated", result.bytesPerTick(), "bytes a tick", "0 wanted"),
                row("kept of all instruments", result.keptMiB(), "MiB", "64 wanted"),
                "on one thread: " + result.instruments() + " instruments on each of " + result.lines() + " lines");
    }

    private static String row(String what, Number value, String unit, String note) {
        String number = value instanceof Double ? "%,.1f" : "%,d";
        return String.format(
                        Locale.ROOT,
                        "%-34s " + "%14s %-13s %s",
                        what,
                        String.format(Locale.ROOT, number, value),
                        unit,
                        note)
                .stripTrailing();
    }
}
