package io.ctpfeed.ops;

import io.ctpfeed.quality.arbitration.ArbitrationCounters;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.DurationHistogram;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** What each line is for, what it brings of the market beside the others, and how far behind them. Any thread. */
final class LineMetrics {
    private static final Map<String, ToLongFunction<ArbitrationCounters>> VERDICTS = Map.of(
            "first", ArbitrationCounters::first,
            "copy", ArbitrationCounters::copies,
            "late", ArbitrationCounters::late,
            "undecided", ArbitrationCounters::undecided);

    private final FeedFigures feed;

    LineMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    void bindTo(MeterRegistry registry, PrometheusRegistry histograms) {
        Map<String, Supplier<Histogram>> lags = new LinkedHashMap<>();
        Map<String, Supplier<DurationHistogram>> callbacks = new LinkedHashMap<>();
        for (MarketDataSource source : feed.sources().all()) {
            bind(registry, source);
            lags.put(source.account(), () -> feed.arbitrated(source.line()).lagMicros());
            callbacks.put(source.account(), source::callbackTimes);
        }
        Histograms.showMicros(
                histograms,
                "ctpfeed_line_lag_seconds",
                "By how much copies of the account came after the first of another",
                lags);
        Histograms.show(
                histograms,
                "ctpfeed_callback_seconds",
                "Time within the CTP library's callback of a tick; one tick of 64 is measured",
                "account",
                callbacks);
    }

    private void bind(MeterRegistry registry, MarketDataSource source) {
        String account = source.account();
        VERDICTS.forEach((verdict, figure) -> FunctionCounter.builder(
                        "ctpfeed.line.ticks", feed, f -> figure.applyAsLong(f.arbitrated(source.line())))
                .tag("account", account)
                .tag("verdict", verdict)
                .baseUnit("ticks")
                .description("Ticks of the account, by what they were beside those of the others")
                .register(registry));
        for (String exchange : InspectionMetrics.EXCHANGES) {
            FunctionCounter.builder("ctpfeed.line.missed", feed, f -> missed(f.arbitrated(source.line()), exchange))
                    .tag("account", account)
                    .tag("exchange", exchange)
                    .baseUnit("ticks")
                    .description("Ticks that another account brought and this one, though logged in, did not")
                    .register(registry);
        }
        Gauge.builder("ctpfeed.source.needed", feed, f -> f.mode(account) != LineMode.OFF && !f.isHeld(account) ? 1 : 0)
                .tag("account", account)
                .description("1 where the account should be logged in: it is not cold, and nobody stopped it")
                .register(registry);
        Gauge.builder("ctpfeed.source.streaming", feed, f -> f.mode(account) == LineMode.HOT ? 1 : 0)
                .tag("account", account)
                .description("1 where ticks of the account go on; one that stands by keeps them in its ring")
                .register(registry);
        Gauge.builder("ctpfeed.source.stopped.by.hand", feed, f -> f.isHeld(account) ? 1 : 0)
                .tag("account", account)
                .description("1 where somebody stopped the account, or its route; it stays so")
                .register(registry);
    }

    /** An exchange that is not known counts with the ticks of which none is. */
    private static long missed(ArbitrationCounters counted, String exchange) {
        Map<String, Long> missed = counted.missed();
        List<String> known = InspectionMetrics.EXCHANGES;
        return missed.entrySet().stream()
                .filter(each ->
                        each.getKey().equals(exchange) || exchange.equals("UNKNOWN") && !known.contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
