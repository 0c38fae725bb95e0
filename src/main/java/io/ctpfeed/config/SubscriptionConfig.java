package io.ctpfeed.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
 * @param listShrinkPercent a contract list that lost more against the last one is not believed
 * @param contractsFile contracts that are added to what fronts say, or stand in for it; absolute; null: none
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
        int auditRuns,
        int listShrinkPercent,
        Path contractsFile) {

    private static final List<Property<?>> PROPERTIES = List.of(
            SubscriptionProperties.BATCH,
            SubscriptionProperties.RATE,
            SubscriptionProperties.IN_FLIGHT,
            SubscriptionProperties.DEADLINE,
            SubscriptionProperties.RETRIES,
            SubscriptionProperties.RETRY_BACKOFF,
            SubscriptionProperties.COVERAGE,
            SubscriptionProperties.FRONT_WAIT,
            SubscriptionProperties.AUDIT,
            SubscriptionProperties.SHRINK,
            SubscriptionProperties.CONTRACTS);

    /** Names of the properties that are read here; an edit of them counts at once. */
    public static Set<String> keys() {
        return Property.keys(PROPERTIES);
    }

    static SubscriptionConfig of(Values values) {
        return new SubscriptionConfig(
                values.number(SubscriptionProperties.BATCH),
                values.number(SubscriptionProperties.RATE),
                values.number(SubscriptionProperties.IN_FLIGHT),
                values.number(SubscriptionProperties.DEADLINE),
                values.number(SubscriptionProperties.RETRIES),
                values.number(SubscriptionProperties.RETRY_BACKOFF),
                values.number(SubscriptionProperties.COVERAGE),
                values.number(SubscriptionProperties.FRONT_WAIT),
                values.number(SubscriptionProperties.AUDIT),
                values.number(SubscriptionProperties.SHRINK),
                values.path(SubscriptionProperties.CONTRACTS).orElse(null));
    }

    /** The same with the values in force now, after an edit. @throws ConfigException with all that is wrong, a line each */
    public static SubscriptionConfig of(ConfigSource source) {
        Values values = new Values(source);
        SubscriptionConfig config = of(values);
        values.throwIfUnsound();
        return config;
    }
}
