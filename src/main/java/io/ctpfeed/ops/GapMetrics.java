package io.ctpfeed.ops;

import io.ctpfeed.quality.gap.Evidence;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.TickFlaw;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of gaps and of flawed ticks. Any thread. */
final class GapMetrics implements MeterBinder {
    private final FeedFigures feed;

    GapMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Evidence each : Evidence.values()) {
            FunctionCounter.builder("ctpfeed.gaps.opened", feed, f -> f.gaps().opened(each))
                    .tag("evidence", each.token())
                    .description("Gaps that began, by what they are known by")
                    .register(registry);
            Gauge.builder("ctpfeed.gaps.open", feed, f -> f.gaps().open(each))
                    .tag("evidence", each.token())
                    .description("Gaps that are open")
                    .register(registry);
        }
        FunctionCounter.builder("ctpfeed.gaps.visible", feed, f -> f.gaps().visible())
                .description("Gaps that closed and that no line had covered: consumers may have missed ticks")
                .register(registry);
        FunctionCounter.builder(
                        "ctpfeed.gaps.visible.seconds", feed, f -> f.gaps().visibleSeconds())
                .baseUnit("seconds")
                .description("Length together of gaps that closed and that no line had covered")
                .register(registry);
        feed.sources().all().forEach(source -> line(registry, source));
    }

    private void line(MeterRegistry registry, MarketDataSource source) {
        Gauge.builder("ctpfeed.missed.tick.ratio", feed, f -> f.missedRatio(source.line()))
                .tag("account", source.account())
                .description("Which part of what other accounts brought this one did not, since the start")
                .register(registry);
        for (TickFlaw flaw : TickFlaw.values()) {
            flawed(registry, source, flaw, false);
            flawed(registry, source, flaw, true);
        }
    }

    private void flawed(MeterRegistry registry, MarketDataSource source, TickFlaw flaw, boolean dropped) {
        FunctionCounter.builder(
                        dropped ? "ctpfeed.dropped.ticks" : "ctpfeed.flawed.ticks",
                        feed,
                        f -> dropped
                                ? f.flawed(source.line()).dropped(flaw)
                                : f.flawed(source.line()).count(flaw))
                .tag("account", source.account())
                .tag("flaw", flaw.token())
                .baseUnit("ticks")
                .description(
                        dropped
                                ? "Ticks that went no further because of a flaw, as configured"
                                : "Ticks with a flaw, whatever was done with them")
                .register(registry);
    }
}
