package io.ctpfeed.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Which ctpfeed this is, and which CTP library it loaded: labels of a figure that is always 1. Any thread. */
final class BuildMetrics implements MeterBinder {
    private final FeedFigures feed;

    BuildMetrics(FeedFigures feed) {
        this.feed = feed;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        String version = BuildMetrics.class.getPackage().getImplementationVersion();
        Gauge.builder("ctpfeed.build.info", feed, f -> 1)
                .tag("version", version == null ? "not packaged" : version)
                .tag("java", Runtime.version().toString())
                .tag("market_data_library", feed.marketDataLibrary().strip())
                .tag("trader_library", feed.traderLibrary().strip())
                .description("1; the labels say which ctpfeed this is, and which CTP library it loaded")
                .register(registry);
    }
}
