package io.ctpfeed.quality.reconcile;

import io.ctpfeed.tick.TickBatch;
import java.util.concurrent.CompletableFuture;

/** Who can be asked for the market's present state: an account's trader session. Any thread. */
public interface FrontSnapshots {
    String account();

    /**
     * One snapshot of each instrument of a class ({@code ReqQryDepthMarketData} with nothing but ProductClass). Fails
     * with the reason where there is no trader session or it does not answer in time.
     */
    CompletableFuture<TickBatch> ofClass(char productClass);
}
