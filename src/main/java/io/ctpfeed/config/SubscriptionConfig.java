package io.ctpfeed.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How instruments are subscribed. Immutable.
 *
 * @param batchInstruments instruments in one SubscribeMarketData
 * @param instrumentsPerSecond instruments subscribed in any second
 * @param inFlightInstruments instruments that may wait for an answer
 * @param ackDeadlineMillis an instrument without an answer or a tick for so long is overdue
 * @param retries how often an overdue one is asked for again
 * @param retryBackoffMillis pause before that; doubled by each time
 * @param coveragePercent below it a subscription has failed
 * @param frontWaitSeconds how long a subscription waits for an account that is not logged in
 * @param auditRuns audit logs that are kept
 */
public record SubscriptionConfig(
        int batchInstruments,
        int instrumentsPerSecond,
        int inFlightInstruments,
        int ackDeadlineMillis,
        int retries,
        int retryBackoffMillis,
        int coveragePercent,
        int frontWaitSeconds,
        int auditRuns) {

    private static final List<Property<Integer>> PROPERTIES = List.of(
            FeedProperties.SUBSCRIPTION_BATCH,
            FeedProperties.SUBSCRIPTION_RATE,
            FeedProperties.SUBSCRIPTION_IN_FLIGHT,
            FeedProperties.SUBSCRIPTION_DEADLINE,
            FeedProperties.SUBSCRIPTION_RETRIES,
            FeedProperties.SUBSCRIPTION_RETRY_BACKOFF,
            FeedProperties.SUBSCRIPTION_COVERAGE,
            FeedProperties.SUBSCRIPTION_FRONT_WAIT,
            FeedProperties.SUBSCRIPTION_AUDIT);

    /** Names of the properties that are read here; an edit of them counts at once. */
    public static Set<String> keys() {
        return PROPERTIES.stream().map(Property::key).collect(Collectors.toUnmodifiableSet());
    }

    static SubscriptionConfig of(Values values) {
        return new SubscriptionConfig(
                values.number(FeedProperties.SUBSCRIPTION_BATCH),
                values.number(FeedProperties.SUBSCRIPTION_RATE),
                values.number(FeedProperties.SUBSCRIPTION_IN_FLIGHT),
                values.number(FeedProperties.SUBSCRIPTION_DEADLINE),
                values.number(FeedProperties.SUBSCRIPTION_RETRIES),
                values.number(FeedProperties.SUBSCRIPTION_RETRY_BACKOFF),
                values.number(FeedProperties.SUBSCRIPTION_COVERAGE),
                values.number(FeedProperties.SUBSCRIPTION_FRONT_WAIT),
                values.number(FeedProperties.SUBSCRIPTION_AUDIT));
    }

    /** The same with the values in force now, after an edit. @throws ConfigException with all that is wrong, a line each */
    public static SubscriptionConfig of(ConfigSource source) {
        Values values = new Values(source);
        SubscriptionConfig config = of(values);
        values.throwIfUnsound();
        return config;
    }
}
