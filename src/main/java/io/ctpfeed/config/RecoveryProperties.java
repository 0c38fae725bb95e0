package io.ctpfeed.config;

import io.ctpfeed.config.RecoveryConfig.Automatic;
import java.util.List;

/** The properties of inspection and recovery. */
final class RecoveryProperties {
    private static final int DAY_SECONDS = 86_400;
    private static final int HOUR_SECONDS = 3_600;
    private static final int COMMAND_LENGTH = 1_024;

    static final Property<Integer> SWEEP_INTERVAL = Property.integer(
            "inspection.interval-seconds",
            Unit.SECONDS,
            60,
            1,
            DAY_SECONDS,
            "How often what is subscribed and ticking is compared with what should be.");
    static final Property<Integer> SWEEP_MARGIN = Property.integer(
            "inspection.margin-seconds",
            Unit.SECONDS,
            900,
            0,
            HOUR_SECONDS,
            "Inspections go on so long before and after the sessions of what is subscribed, and rest otherwise.");
    static final Property<Automatic> AUTOMATIC = Property.oneOf(
            "recovery.automatic",
            Automatic.class,
            Automatic.ON,
            "Whether the service mends by itself what an inspection finds; ./ctpfeed check --fix does in any case.");
    static final Property<Integer> INTERVAL = Property.integer(
            "recovery.interval-seconds",
            Unit.SECONDS,
            15,
            1,
            DAY_SECONDS,
            "How often recovery looks whether there is something to mend.");
    static final Property<Integer> MISSING = Property.integer(
            "recovery.missing-seconds",
            Unit.SECONDS,
            60,
            0,
            DAY_SECONDS,
            "An instrument is asked for again once it has been missing for so long.");
    static final Property<Integer> SILENT_SOURCE = Property.integer(
            "recovery.silent-source-seconds",
            Unit.SECONDS,
            30,
            1,
            DAY_SECONDS,
            "An account is restarted if nothing came for so long in session although another ticks.");
    static final Property<Integer> RESTARTS = Property.integer(
            "recovery.restarts-an-hour",
            Unit.NONE,
            3,
            0,
            60,
            "Restarts of one account within an hour, at the most; 0 for none.");
    static final Property<Integer> RESUBSCRIPTIONS = Property.integer(
            "recovery.resubscriptions-a-day",
            Unit.NONE,
            5,
            0,
            1_000,
            "How often one instrument is asked for again on one trading day, at the most; 0 for never.");
    static final Property<Integer> PAUSE = Property.integer(
            "recovery.pause-seconds",
            Unit.SECONDS,
            60,
            1,
            HOUR_SECONDS,
            "Pause before the second try; doubled by each that fails, an hour at the most.");
    static final Property<Integer> ESCALATE = Property.integer(
            "recovery.escalate-after-tries",
            Unit.NONE,
            3,
            1,
            1_000,
            "After so many failed tries people are told: an event, an error in the log, recovery.escalation-command.");
    static final Property<String> COMMAND = Property.text(
            "recovery.escalation-command",
            COMMAND_LENGTH,
            "",
            "A program and its arguments, separated by spaces, no shell; the details are in CTPFEED_* of its environment.");
    static final Property<Integer> COMMAND_TIMEOUT = Property.integer(
            "recovery.escalation-timeout-seconds",
            Unit.SECONDS,
            30,
            1,
            HOUR_SECONDS,
            "The escalation command is ended after so long.");

    static final List<Property<?>> ALL = List.of(
            SWEEP_INTERVAL,
            SWEEP_MARGIN,
            AUTOMATIC,
            INTERVAL,
            MISSING,
            SILENT_SOURCE,
            RESTARTS,
            RESUBSCRIPTIONS,
            PAUSE,
            ESCALATE,
            COMMAND,
            COMMAND_TIMEOUT);

    private RecoveryProperties() {}
}
