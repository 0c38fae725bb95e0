package io.ctpfeed.ops;

import io.ctpfeed.config.AlertsConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The properties {@code alerts.*} as {@code ctpfeed_threshold{name}}, in base units: the rules of Prometheus compare with them,
 * so that a threshold is set in one place and an edit of it counts with the next scrape. Any thread.
 */
public final class ThresholdMetrics implements MeterBinder {
    private static final double PER_CENT = 100;
    private static final double PER_MILLE = 1_000;
    private static final Map<String, ToDoubleFunction<AlertsConfig>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("missed_tick_ratio", c -> c.missedTickPermille() / PER_MILLE);
        BY_NAME.put("exchange_latency_seconds", c -> c.exchangeLatencyMillis() / PER_MILLE);
        BY_NAME.put("publish_latency_seconds", c -> c.publishLatencyMillis() / PER_MILLE);
        BY_NAME.put("coverage_ratio", c -> c.coveragePermille() / PER_MILLE);
        BY_NAME.put("disconnects", c -> c.disconnects());
        BY_NAME.put("failovers", c -> c.failovers());
        BY_NAME.put("rate_limit_hits", c -> c.rateLimitHits());
        BY_NAME.put("ring_ratio", c -> c.ringPercent() / PER_CENT);
        BY_NAME.put("journal_ratio", c -> c.journalPercent() / PER_CENT);
        BY_NAME.put("capacity_ticks_per_second", c -> c.capacityTicksPerSecond());
        BY_NAME.put("calendar_days", c -> c.calendarDays());
        BY_NAME.put("downstream_messages", c -> c.downstreamMessages());
        BY_NAME.put("reconcile_differences", c -> c.reconcileDifferences());
    }

    private volatile AlertsConfig config;

    public ThresholdMetrics(AlertsConfig config) {
        this.config = config;
    }

    /** From the next scrape on. */
    public void renew(AlertsConfig next) {
        config = next;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        BY_NAME.forEach((name, value) -> Gauge.builder(
                        "ctpfeed.threshold", this, metrics -> value.applyAsDouble(metrics.config))
                .tag("name", name)
                .description("From when on an alert rings: the properties alerts.*, in base units")
                .register(registry));
    }
}
