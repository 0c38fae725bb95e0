package io.ctpfeed.ops;

import io.ctpfeed.ops.FeedFigures.Edit;
import io.ctpfeed.publish.PublishCounters;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.TickClass;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The feed's figures as meters {@code ctpfeed.*}, in Prometheus {@code ctpfeed_*}: base units, the account or the class as
 * the only label. Nothing is counted here; a scrape reads what the parts of the feed count anyway, so that metrics cost a tick
 * nothing. Any thread.
 */
public final class FeedMetrics {
    private final FeedFigures feed;

    public FeedMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    /** @param histograms where histograms and what comes and goes are shown: that of the same Prometheus registry */
    public void bindTo(MeterRegistry registry, PrometheusRegistry histograms) {
        new BuildMetrics(feed).bindTo(registry);
        new SessionMetrics(feed).bindTo(registry);
        new LineMetrics(feed).bindTo(registry, histograms);
        new DownstreamMetrics(feed).bindTo(registry, histograms);
        latency(histograms);
        for (MarketDataSource source : feed.sources().all()) {
            new AccountMetrics(feed, source).bindTo(registry);
        }
        new InspectionMetrics(feed).bindTo(registry);
        published(registry);
        classes(registry);
        new GapMetrics(feed).bindTo(registry);
        new NatsMetrics(feed).bindTo(registry);
        new DeliveryMetrics(feed).bindTo(registry);
        for (Edit edit : Edit.values()) {
            String name = edit.name().toLowerCase(Locale.ROOT).replace('_', '.');
            counter(
                    registry,
                    "ctpfeed.edits." + name,
                    null,
                    "Edits of routes/ and config/ that were " + name.replace('.', ' '),
                    f -> f.edits(edit));
        }
        counter(
                registry,
                "ctpfeed.contract.lists.not.believed",
                null,
                "Contract lists that shrank too far to be believed",
                FeedFigures::listsNotBelieved);
        counter(registry, "ctpfeed.events.unsent", null, "Events that are in the log only", FeedFigures::unsentEvents);
        Gauge.builder("ctpfeed.checkpoints.overdue", feed, FeedFigures::checkpointsOverdue)
                .description("Checkpoints that were due within the last hour and did not take place")
                .register(registry);
        Gauge.builder("ctpfeed.calendar.covered.days", feed, FeedFigures::calendarCoveredDays)
                .description("Whole days after today that the trading calendar covers; negative where it has ended")
                .register(registry);
        reconciled(registry, "differences", "Instruments that differ from the front", ReconcileResult::differing);
        reconciled(registry, "instruments", "Instruments compared with the front", ReconcileResult::instruments);
        Gauge.builder("ctpfeed.stand.in", feed, f -> f.standIn() ? 1 : 0)
                .description("1 where the CTP library is the stand-in: the market is invented")
                .register(registry);
    }

    private void latency(PrometheusRegistry histograms) {
        Histograms.show(
                histograms,
                "ctpfeed_exchange_latency_seconds",
                "From the exchange's stamp of a tick to its receipt; it stamps in steps of up to a second",
                null,
                Map.of("", () -> feed.latency().toReceipt()));
        Histograms.show(
                histograms,
                "ctpfeed_publish_latency_seconds",
                "From the receipt of a tick to its hand-over to NATS",
                null,
                Map.of("", () -> feed.latency().toPublish()));
    }

    /** Not a number before the first reconciliation. */
    private void reconciled(MeterRegistry registry, String name, String what, ToIntFunction<ReconcileResult> figure) {
        Gauge.builder("ctpfeed.reconcile." + name, feed, f -> {
                    ReconcileResult result = f.reconciliation();
                    return result == null ? Double.NaN : figure.applyAsInt(result);
                })
                .description(what + ", at the last reconciliation")
                .register(registry);
    }

    private void published(MeterRegistry registry) {
        publish(registry, "published", "ticks", "Ticks handed to NATS", PublishCounters::published);
        publish(
                registry,
                "published",
                "bytes",
                "Bytes of the payloads of ticks handed to NATS",
                PublishCounters::bytes);
        publish(registry, "publish.refused", "batches", "Batches NATS could not take yet", PublishCounters::refused);
        publish(registry, "publish.late", "ticks", "Ticks that went to the journal", PublishCounters::late);
        publish(registry, "publish.lost", "ticks", "Ticks the journal had no place for", PublishCounters::lost);
        publish(registry, "publish.failed", "ticks", "Ticks that could not be written", PublishCounters::failed);
        publish(
                registry,
                "publish.unknown.exchange",
                "ticks",
                "Ticks published under UNKNOWN",
                PublishCounters::unknownExchange);
    }

    private void classes(MeterRegistry registry) {
        for (TickClass each : TickClass.values()) {
            FunctionCounter.builder("ctpfeed.ticks", feed, f -> f.classes().count(each))
                    .tag("class", each.token())
                    .description("Ticks by what they are to their market")
                    .register(registry);
        }
        counter(
                registry,
                "ctpfeed.ticks.without.index",
                null,
                "Ticks of instruments beyond the bound, judged and published without memory of the one before",
                f -> f.classes().withoutIndex());
        counter(
                registry,
                "ctpfeed.trading.day.disagreements",
                null,
                "Logins whose trading day was not the calendar's",
                FeedFigures::tradingDayDisagreements);
    }

    private void publish(
            MeterRegistry registry, String name, String unit, String what, ToLongFunction<PublishCounters> figure) {
        counter(registry, "ctpfeed." + name + "." + unit, unit, what, f -> f.publishers().stream()
                .mapToLong(figure)
                .sum());
    }

    private void counter(
            MeterRegistry registry, String name, String unit, String what, ToLongFunction<FeedFigures> figure) {
        FunctionCounter.builder(name, feed, figure::applyAsLong)
                .baseUnit(unit)
                .description(what)
                .register(registry);
    }
}
