package io.ctpfeed.config;

/**
 * At what pace instruments are subscribed. Immutable.
 *
 * @param batchInstruments instruments in one SubscribeMarketData
 * @param instrumentsPerSecond instruments subscribed in a second
 * @param coveragePercent share of the wanted that must be acknowledged or ticking for the subscription to be done
 */
public record SubscriptionConfig(int batchInstruments, int instrumentsPerSecond, int coveragePercent) {

    static SubscriptionConfig of(Values values) {
        return new SubscriptionConfig(
                values.number(FeedProperties.SUBSCRIPTION_BATCH),
                values.number(FeedProperties.SUBSCRIPTION_RATE),
                values.number(FeedProperties.SUBSCRIPTION_COVERAGE));
    }
}
