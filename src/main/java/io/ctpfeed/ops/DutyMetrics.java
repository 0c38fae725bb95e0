package io.ctpfeed.ops;

import io.ctpfeed.session.MarketTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The work around sessions as meters: a handful of labels, counted as it happens. Any thread. */
public final class DutyMetrics {
    private static final double MILLIS = 1e3;

    private final MeterRegistry registry;
    private final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();
    private volatile Checkpoint last;

    private record Checkpoint(LocalDateTime at, boolean passed) {}

    /** @param results one word each: what may become of a restart */
    public DutyMetrics(MeterRegistry registry, Collection<String> results) {
        this.registry = registry;
        results.forEach(this::restarts);
        Gauge.builder("ctpfeed.checkpoint.last.ok", this, metrics -> metrics.lastPassed())
                .description("1 where the last checkpoint of all passed, or none took place since the start")
                .register(registry);
        Gauge.builder("ctpfeed.checkpoint.last.age", this, metrics -> metrics.lastAgeSeconds())
                .baseUnit("seconds")
                .description("How long ago the last checkpoint was; not a number before the first")
                .register(registry);
    }

    /** @param name the time it is due: {@code 08:55} */
    public void checkpoint(String name, boolean passed) {
        Checkpoint now = new Checkpoint(MarketTime.localNow(), passed);
        last = now;
        if (checkpoints.put(name, now) == null) {
            Gauge.builder(
                            "ctpfeed.checkpoint.ok",
                            checkpoints,
                            all -> all.get(name).passed() ? 1 : 0)
                    .description("1 where the checkpoint passed the last time, by the time it is due")
                    .tag("checkpoint", name)
                    .register(registry);
        }
    }

    /** When a checkpoint last took place, Asia/Shanghai; null: not since the start. */
    public LocalDateTime checkpointAt(String name) {
        Checkpoint known = checkpoints.get(name);
        return known == null ? null : known.at();
    }

    /** @param result one word */
    public void restarted(String result) {
        restarts(result).increment();
    }

    private Counter restarts(String result) {
        return Counter.builder("ctpfeed.premarket.restarts")
                .tag("result", result)
                .description("Pre-market restarts, by what became of them")
                .register(registry);
    }

    private double lastPassed() {
        Checkpoint known = last;
        return known == null || known.passed() ? 1 : 0;
    }

    private double lastAgeSeconds() {
        Checkpoint known = last;
        return known == null
                ? Double.NaN
                : Duration.between(known.at(), MarketTime.localNow()).toMillis() / MILLIS;
    }
}
