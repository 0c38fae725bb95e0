package io.ctpfeed.service.day;

import io.ctpfeed.quality.reconcile.FrontSnapshots;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.TickBatch;
import java.util.concurrent.CompletableFuture;

/** An account's trader session as reconciliation and gaps need it. Any thread. */
public record AccountSnapshots(MarketDataSource source) implements FrontSnapshots {
    @Override
    public String account() {
        return source.account();
    }

    @Override
    public CompletableFuture<TickBatch> ofClass(char productClass) {
        return source.snapshot("", productClass);
    }
}
