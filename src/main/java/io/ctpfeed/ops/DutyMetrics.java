package io.ctpfeed.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The work around sessions as meters: a handful of labels, counted as it happens. Any thread. */
public final class DutyMetrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> checkpoints = new ConcurrentHashMap<>();

    public DutyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param name the time it is due: {@code 08:55} */
    public void checkpoint(String name, boolean passed) {
        checkpoints.computeIfAbsent(name, this::gauge).set(passed ? 1 : 0);
    }

    /** @param result one word */
    public void restarted(String result) {
        registry.counter("ctpfeed.premarket.restarts", "result", result).increment();
    }

    private AtomicInteger gauge(String name) {
        AtomicInteger ok = new AtomicInteger();
        Gauge.builder("ctpfeed.checkpoint.ok", ok, AtomicInteger::get)
                .description("1 where the checkpoint passed the last time, by the time it is due")
                .tag("checkpoint", name)
                .register(registry);
        return ok;
    }
}
