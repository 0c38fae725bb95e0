package io.ctpfeed.config;

import java.nio.file.Path;
import java.util.List;

/** The properties of subscribing. */
final class SubscriptionProperties {
    private static final int MINUTE_MILLIS = 60_000;
    private static final int HOUR_MILLIS = 60 * MINUTE_MILLIS;

    static final Property<Integer> BATCH = Property.integer(
            "subscription.batch-instruments",
            Unit.INSTRUMENTS,
            500,
            1,
            1_000,
            "Instruments in one subscription request.");
    static final Property<Integer> RATE = Property.integer(
            "subscription.instruments-per-second",
            Unit.INSTRUMENTS_PER_SECOND,
            1_000,
            1,
            25_000,
            "Instruments subscribed in a second; fronts throw out who asks for the market in one go.");

    static final Property<Integer> IN_FLIGHT = Property.integer(
            "subscription.in-flight-instruments",
            Unit.INSTRUMENTS,
            2_000,
            1,
            25_000,
            "Instruments asked for that may wait for an answer or a tick; more are asked for when it is fewer.");
    static final Property<Integer> DEADLINE = Property.integer(
            "subscription.ack-deadline-millis",
            Unit.MILLIS,
            5_000,
            10,
            10 * MINUTE_MILLIS,
            "An instrument that is neither acknowledged nor ticking so long after it was asked for is overdue.");
    static final Property<Integer> RETRIES = Property.integer(
            "subscription.retries",
            Unit.NONE,
            3,
            0,
            100,
            "How often an overdue instrument is asked for again before it is named as missing.");
    static final Property<Integer> RETRY_BACKOFF = Property.integer(
            "subscription.retry-backoff-millis",
            Unit.MILLIS,
            2_000,
            10,
            HOUR_MILLIS,
            "Pause before an overdue instrument is asked for again; doubled by each time.");
    static final Property<Integer> COVERAGE = Property.integer(
            "subscription.coverage-percent",
            Unit.PERCENT,
            98,
            0,
            100,
            "Instruments acknowledged or ticking, of those that should be; with fewer a subscription has failed.");
    static final Property<Integer> FRONT_WAIT = Property.integer(
            "subscription.front-wait-seconds",
            Unit.SECONDS,
            60,
            1,
            3_600,
            "A subscription waits so long for an account that is not logged in; the account goes on trying.");
    static final Property<Integer> AUDIT = Property.integer(
            "subscription.audit-runs",
            Unit.RUNS,
            100,
            1,
            10_000,
            "Audit logs that are kept under run/audit/subscription, one directory a run; older ones are deleted.");

    static final Property<Integer> RETRY = Property.integer(
            "subscription.retry-millis",
            Unit.MILLIS,
            5_000,
            10,
            HOUR_MILLIS,
            "Pause before the contract list is asked for again where the trader session did not give it.");
    static final Property<Integer> SHRINK = Property.integer(
            "subscription.list-shrink-percent",
            Unit.PERCENT,
            5,
            0,
            100,
            "A contract list that lost more than that against the last one, or a whole exchange, is not believed.");
    static final Property<Path> CONTRACTS = Property.path(
            "subscription.contracts-file",
            "",
            "Contracts (CSV) added to what trader fronts say; without a trader front, all there are.");

    static final List<Property<?>> ALL = List.of(
            BATCH,
            RATE,
            IN_FLIGHT,
            DEADLINE,
            RETRIES,
            RETRY_BACKOFF,
            COVERAGE,
            FRONT_WAIT,
            AUDIT,
            RETRY,
            SHRINK,
            CONTRACTS);

    private SubscriptionProperties() {}
}
