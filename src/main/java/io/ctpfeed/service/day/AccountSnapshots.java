package io.ctpfeed.service.day;

import io.ctpfeed.quality.reconcile.FrontSnapshots;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.TickBatch;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

/**
 * An account's trader session as reconciliation and gaps need it. Any thread.
 *
 * @param day the trading day that is asked about; null: the one the front is on
 */
public record AccountSnapshots(MarketDataSource source, LocalDate day) implements FrontSnapshots {
    @Override
    public String account() {
        return source.account();
    }

    /** Fails where the front has gone on to another trading day: what it knows of the one before is gone. */
    @Override
    public CompletableFuture<TickBatch> ofClass(char productClass) {
        String theirs = source.status().tradingDay();
        if (day != null && theirs.compareTo(day.format(DateTimeFormatter.BASIC_ISO_DATE)) > 0) {
            return CompletableFuture.failedFuture(new IllegalStateException("account " + account()
                    + ": its front is on trading day " + theirs + " already and proves nothing of " + day));
        }
        return source.snapshot("", productClass);
    }
}
