package io.ctpfeed.config;

import java.util.List;

/** The properties of failover. */
final class FailoverProperties {
    private static final int HOUR_SECONDS = 3_600;
    private static final int NAME_LENGTH = 32;

    static final Property<String> FIRST_CHOICE = Property.text(
            "failover.first-choice",
            NAME_LENGTH,
            "primary",
            "Account that is active when all is well; where there is none of that name, the first hot one.");
    static final Property<Integer> PROBE_INTERVAL = Property.integer(
            "failover.probe-interval-millis", Unit.MILLIS, 200, 20, 60_000, "How often each account is probed.");
    static final Property<Integer> PROBE_TIMEOUT = Property.integer(
            "failover.probe-timeout-millis",
            Unit.MILLIS,
            1_000,
            10,
            60_000,
            "A probe that has not been answered for so long has failed.");
    static final Property<Integer> WINDOW = Property.integer(
            "failover.window-probes",
            Unit.PROBES,
            2,
            1,
            1_000,
            "By how many of the last probes an account's circuit is judged.");
    static final Property<Integer> LEAST =
            Property.integer("failover.least-probes", Unit.PROBES, 2, 1, 1_000, "With fewer probes it is not judged.");
    static final Property<Integer> FAILED = Property.integer(
            "failover.failed-percent",
            Unit.PERCENT,
            50,
            1,
            100,
            "With so many of them failed its circuit opens: another account takes over.");
    static final Property<Integer> OPEN = Property.integer(
            "failover.open-seconds",
            Unit.SECONDS,
            2,
            1,
            HOUR_SECONDS,
            "An open circuit waits for so long before probes try whether the account works again.");
    static final Property<Integer> GOOD = Property.integer(
            "failover.good-probes", Unit.PROBES, 2, 1, 1_000, "So many probes decide whether it is closed again.");
    static final Property<Integer> SILENT = Property.integer(
            "failover.silent-seconds",
            Unit.SECONDS,
            2,
            1,
            HOUR_SECONDS,
            "An account that has not ticked for so long in session while another ticks has failed.");
    static final Property<Integer> START = Property.integer(
            "failover.start-seconds",
            Unit.SECONDS,
            60,
            0,
            HOUR_SECONDS,
            "Time an account has after the start of the service to log in and to subscribe before it has failed.");
    static final Property<Integer> ERRORS = Property.integer(
            "failover.error-percent",
            Unit.PERCENT,
            20,
            1,
            100,
            "An account that misses so much of what other hot accounts bring, over five seconds, has failed.");
    static final Property<Integer> BACK_AFTER = Property.integer(
            "failover.back-after-seconds",
            Unit.SECONDS,
            60,
            0,
            24 * HOUR_SECONDS,
            "The first choice has worked for so long before it is active again.");
    static final Property<Integer> BACK_NOT_BEFORE = Property.integer(
            "failover.back-not-before-minutes",
            Unit.MINUTES,
            15,
            0,
            24 * 60,
            "It is not made active again in so many first minutes of a session, its busiest.");
    static final Property<Integer> MOST = Property.integer(
            "failover.most-an-hour",
            Unit.NONE,
            6,
            1,
            1_000,
            "Failovers by themselves within an hour; after that the active account stays, and accounts that stand by all go"
                    + " on.");
    static final Property<Integer> SWITCH = Property.integer(
            "failover.switch-seconds",
            Unit.SECONDS,
            120,
            1,
            HOUR_SECONDS,
            "Time a cold account has to log in and to subscribe; after that all stays as it was.");

    static final List<Property<?>> ALL = List.of(
            FIRST_CHOICE,
            PROBE_INTERVAL,
            PROBE_TIMEOUT,
            WINDOW,
            LEAST,
            FAILED,
            OPEN,
            GOOD,
            SILENT,
            START,
            ERRORS,
            BACK_AFTER,
            BACK_NOT_BEFORE,
            MOST,
            SWITCH);

    private FailoverProperties() {}
}
