package io.ctpfeed.config;

import java.util.List;
import java.util.Set;

/**
 * From when on people are told: what the rules of Prometheus compare with. Immutable.
 *
 * @param missedTickPermille ticks of others that an account misses
 * @param exchangeLatencyMillis from the exchange's stamp to the receipt, 99th percentile
 * @param publishLatencyMillis from the receipt to NATS, 99th percentile
 * @param coveragePermille of the should-list that is subscribed, at the least
 * @param disconnects of an account within a quarter of an hour
 * @param failovers by themselves within a quarter of an hour
 * @param rateLimitHits requests put off within a quarter of an hour
 * @param ringPercent of a ring that is full
 * @param journalPercent of the journal that is full
 * @param capacityTicksPerSecond that a callback thread must be able to take
 * @param calendarDays that the calendar must cover
 * @param downstreamMessages that wait for a consumer
 * @param reconcileDifferences instruments
 */
public record AlertsConfig(
        int missedTickPermille,
        int exchangeLatencyMillis,
        int publishLatencyMillis,
        int coveragePermille,
        int disconnects,
        int failovers,
        int rateLimitHits,
        int ringPercent,
        int journalPercent,
        int capacityTicksPerSecond,
        int calendarDays,
        int downstreamMessages,
        int reconcileDifferences) {
    private static final int MANY = 1_000_000;
    private static final int MINUTE_MILLIS = 60_000;

    private static final Property<Integer> MISSED = Property.integer(
            "alerts.missed-tick-permille",
            Unit.PERMILLE,
            5,
            0,
            1_000,
            "An account misses more than this many in a thousand ticks of the others.");
    private static final Property<Integer> EXCHANGE_LATENCY = Property.integer(
            "alerts.exchange-latency-millis",
            Unit.MILLIS,
            3_000,
            1,
            MINUTE_MILLIS,
            "One tick in a hundred is older than this when it is received; exchanges stamp in steps of up to a second.");
    private static final Property<Integer> PUBLISH_LATENCY = Property.integer(
            "alerts.publish-latency-millis",
            Unit.MILLIS,
            100,
            1,
            MINUTE_MILLIS,
            "One tick in a hundred takes longer than this from its receipt to NATS.");
    private static final Property<Integer> COVERAGE = Property.integer(
            "alerts.coverage-permille",
            Unit.PERMILLE,
            995,
            0,
            1_000,
            "Less than this many in a thousand instruments of an exchange's should-list are subscribed.");
    private static final Property<Integer> DISCONNECTS = Property.integer(
            "alerts.disconnects", Unit.NONE, 2, 0, MANY, "An account lost its front more often within 15 minutes.");
    private static final Property<Integer> FAILOVERS = Property.integer(
            "alerts.failovers", Unit.NONE, 0, 0, MANY, "More failovers by themselves within 15 minutes.");
    private static final Property<Integer> RATE_LIMIT = Property.integer(
            "alerts.rate-limit-hits",
            Unit.NONE,
            5,
            0,
            MANY,
            "The API put off more requests of an account (-2, -3) within 15 minutes.");
    private static final Property<Integer> RING =
            Property.integer("alerts.ring-percent", Unit.PERCENT, 50, 1, 100, "An account's ring is fuller than this.");
    private static final Property<Integer> JOURNAL =
            Property.integer("alerts.journal-percent", Unit.PERCENT, 50, 1, 100, "The journal is fuller than this.");
    private static final Property<Integer> CAPACITY = Property.integer(
            "alerts.capacity-ticks-per-second",
            Unit.TICKS_PER_SECOND,
            5_000,
            1,
            MANY * 100,
            "A callback takes so long that fewer ticks than this would fit into a second, whatever comes now.");
    private static final Property<Integer> CALENDAR = Property.integer(
            "alerts.calendar-days", Unit.NONE, 30, 0, 365, "The calendar covers fewer days after today than this.");
    private static final Property<Integer> DOWNSTREAM = Property.integer(
            "alerts.downstream-messages",
            Unit.MESSAGES,
            100_000,
            1,
            Integer.MAX_VALUE,
            "More messages than this wait in a stream for one of its consumers.");
    private static final Property<Integer> DIFFERENCES = Property.integer(
            "alerts.reconcile-differences",
            Unit.NONE,
            0,
            0,
            MANY,
            "More instruments than this differed from the front at the last reconciliation.");

    static final List<Property<?>> ALL = List.of(
            MISSED,
            EXCHANGE_LATENCY,
            PUBLISH_LATENCY,
            COVERAGE,
            DISCONNECTS,
            FAILOVERS,
            RATE_LIMIT,
            RING,
            JOURNAL,
            CAPACITY,
            CALENDAR,
            DOWNSTREAM,
            DIFFERENCES);

    /** Names of the properties that are read here; an edit of them counts at once. */
    public static Set<String> keys() {
        return Property.keys(ALL);
    }

    static AlertsConfig of(Values values) {
        return new AlertsConfig(
                values.number(MISSED),
                values.number(EXCHANGE_LATENCY),
                values.number(PUBLISH_LATENCY),
                values.number(COVERAGE),
                values.number(DISCONNECTS),
                values.number(FAILOVERS),
                values.number(RATE_LIMIT),
                values.number(RING),
                values.number(JOURNAL),
                values.number(CAPACITY),
                values.number(CALENDAR),
                values.number(DOWNSTREAM),
                values.number(DIFFERENCES));
    }

    /** The same with the values in force now, after an edit. @throws ConfigException with all that is wrong, a line each */
    public static AlertsConfig of(ConfigSource source) {
        Values values = new Values(source);
        AlertsConfig config = of(values);
        values.throwIfUnsound();
        return config;
    }
}
