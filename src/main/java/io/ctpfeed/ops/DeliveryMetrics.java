package io.ctpfeed.ops;

import io.ctpfeed.publish.DeliveryFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** Delivery of ticks to NATS and the journal for its outages, as meters. Any thread. */
final class DeliveryMetrics implements MeterBinder {
    private static final double MILLIS = 1e3;

    private final FeedFigures feed;

    DeliveryMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "delivery.live", null, "1 while ticks go out on their live subjects", f -> f.live() ? 1 : 0);
        gauge(registry, "delivery.in.flight", "ticks", "Ticks not acknowledged yet", DeliveryFigures::inFlight);
        counter(registry, "delivery.outages", null, "Times that ticks could not go out live", DeliveryFigures::outages);
        counter(
                registry,
                "delivery.in.doubt",
                "ticks",
                "Ticks that were on their way when an outage began",
                DeliveryFigures::inDoubt);
        counter(
                registry,
                "delivery.late.published",
                "ticks",
                "Ticks published on late subjects and acknowledged",
                DeliveryFigures::latePublished);
        gauge(registry, "journal.backlog", "ticks", "Ticks in the journal", f -> f.journal()
                .ticks());
        gauge(registry, "journal.size", "bytes", "What the ticks in the journal take of the disk", f -> f.journal()
                .bytes());
        gauge(
                registry,
                "journal.limit",
                "bytes",
                "Size of the journal from which on the oldest ticks are lost",
                f -> f.journal().maxBytes());
        gauge(
                registry,
                "journal.oldest.age",
                "seconds",
                "How long the oldest tick in the journal has been waiting",
                f -> f.journal().oldestAgeMillis() / MILLIS);
        counter(
                registry,
                "journal.lost",
                "ticks",
                "Ticks lost: the journal or its disk was full, or they were too old",
                f -> f.journal().lost());
    }

    private void gauge(
            MeterRegistry registry, String name, String unit, String what, ToDoubleFunction<DeliveryFigures> figure) {
        Gauge.builder("ctpfeed." + name, feed, f -> figure.applyAsDouble(f.delivery()))
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }

    private void counter(
            MeterRegistry registry, String name, String unit, String what, ToDoubleFunction<DeliveryFigures> figure) {
        FunctionCounter.builder("ctpfeed." + name, feed, f -> figure.applyAsDouble(f.delivery()))
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }
}
