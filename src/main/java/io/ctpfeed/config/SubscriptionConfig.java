package io.ctpfeed.config;

/**
 * At what pace instruments are subscribed. Immutable.
 *
 * @param batchInstruments instruments in one SubscribeMarketData
 * @param instrumentsPerSecond instruments subscribed in a second
 */
public record SubscriptionConfig(int batchInstruments, int instrumentsPerSecond) {

    static SubscriptionConfig of(Values values) {
        return new SubscriptionConfig(
                values.number(FeedProperties.SUBSCRIPTION_BATCH), values.number(FeedProperties.SUBSCRIPTION_RATE));
    }
}
