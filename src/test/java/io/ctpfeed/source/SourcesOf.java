package io.ctpfeed.source;

import java.util.Collection;
import java.util.List;

/** The sources that a test made. */
public record SourcesOf(List<MarketDataSource> sources) implements Sources {
    public SourcesOf(MarketDataSource... sources) {
        this(List.of(sources));
    }

    @Override
    public MarketDataSource source(String account) {
        return sources.stream()
                .filter(source -> source.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no account " + account));
    }

    @Override
    public Collection<MarketDataSource> all() {
        return sources;
    }
}
