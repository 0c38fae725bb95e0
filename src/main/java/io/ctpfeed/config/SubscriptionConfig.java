package io.ctpfeed.config;

/**
 * At what pace instruments are subscribed. Immutable.
 *
 * @param batchInstruments instruments in one SubscribeMarketData
 * @param instrumentsPerSecond instruments subscribed in a second
 * @param acknowledgementTimeoutMillis without acknowledgement or tick by then, an instrument is asked for again
 * @param maxTries requests before an instrument is reported as missing
 */
public record SubscriptionConfig(
        int batchInstruments, int instrumentsPerSecond, int acknowledgementTimeoutMillis, int maxTries) {

    static SubscriptionConfig of(Values values) {
        return new SubscriptionConfig(
                values.number(FeedProperties.SUBSCRIPTION_BATCH),
                values.number(FeedProperties.SUBSCRIPTION_RATE),
                values.number(FeedProperties.ACKNOWLEDGEMENT_TIMEOUT),
                values.number(FeedProperties.SUBSCRIPTION_TRIES));
    }
}
