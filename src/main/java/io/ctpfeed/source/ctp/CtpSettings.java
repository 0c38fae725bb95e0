package io.ctpfeed.source.ctp;

import io.ctpfeed.source.SubscriptionPace;

/**
 * Times and limits of a session; the defaults rest on what CTP's documentation and its users say (docs/reference).
 *
 * @param ringCapacityTicks of each account's ring
 * @param connectTimeoutMillis the library itself never gives up on a silent front
 * @param loginTimeoutMillis from the request to its answer, for market data, authentication and trader login
 * @param queryTimeoutMillis of a contract list or a snapshot
 * @param retryMinMillis least pause between logins; a front takes one a second
 * @param retryMaxMillis greatest pause
 * @param recreateAfterMillis an API instance that found no front for so long is replaced
 * @param pace of subscribing, to begin with; {@link CtpSource#pace} renews it
 * @param queryIntervalMillis least time between two queries of the trader session
 */
public record CtpSettings(
        int ringCapacityTicks,
        long connectTimeoutMillis,
        long loginTimeoutMillis,
        long queryTimeoutMillis,
        long retryMinMillis,
        long retryMaxMillis,
        long recreateAfterMillis,
        SubscriptionPace pace,
        long queryIntervalMillis) {

    public static CtpSettings defaults() {
        return new CtpSettings(65_536, 15_000, 10_000, 60_000, 1_000, 60_000, 600_000, SubscriptionPace.DEFAULT, 1_000);
    }

    public CtpSettings withPace(int batchInstruments, int instrumentsPerSecond) {
        return new CtpSettings(
                ringCapacityTicks,
                connectTimeoutMillis,
                loginTimeoutMillis,
                queryTimeoutMillis,
                retryMinMillis,
                retryMaxMillis,
                recreateAfterMillis,
                pace.with(batchInstruments, instrumentsPerSecond),
                queryIntervalMillis);
    }

    public CtpSettings withTimeouts(long connectTimeoutMillis, long loginTimeoutMillis, long retryMinMillis) {
        return new CtpSettings(
                ringCapacityTicks,
                connectTimeoutMillis,
                loginTimeoutMillis,
                queryTimeoutMillis,
                retryMinMillis,
                retryMaxMillis,
                recreateAfterMillis,
                pace,
                Math.min(queryIntervalMillis, retryMinMillis));
    }
}
