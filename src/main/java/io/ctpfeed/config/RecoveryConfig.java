package io.ctpfeed.config;

import java.util.Set;

/**
 * How the feed is inspected, and how far it mends itself. Immutable.
 *
 * @param marginSeconds inspections go on so long before and after sessions
 * @param missingSeconds an instrument missing for so long is asked for again
 * @param silentSourceSeconds an account silent for so long while another ticks is restarted
 * @param restartsAnHour of one account
 * @param resubscriptionsADay of one instrument
 * @param pauseSeconds before the second try, doubled by each that fails
 * @param escalateAfterTries so many failed tries are told to people
 * @param escalationCommand program and arguments; empty: none
 * @param escalationTimeoutSeconds it is ended after so long
 */
public record RecoveryConfig(
        int marginSeconds,
        Automatic automatic,
        int missingSeconds,
        int silentSourceSeconds,
        int restartsAnHour,
        int resubscriptionsADay,
        int pauseSeconds,
        int escalateAfterTries,
        String escalationCommand,
        int escalationTimeoutSeconds) {

    /** Whether recovery acts by itself. */
    public enum Automatic {
        ON,
        OFF
    }

    /** Names of the properties that are read here or by the routes; an edit of them counts at once. */
    public static Set<String> keys() {
        return Property.keys(RecoveryProperties.ALL);
    }

    static RecoveryConfig of(Values values) {
        return new RecoveryConfig(
                values.number(RecoveryProperties.SWEEP_MARGIN),
                values.required(RecoveryProperties.AUTOMATIC),
                values.number(RecoveryProperties.MISSING),
                values.number(RecoveryProperties.SILENT_SOURCE),
                values.number(RecoveryProperties.RESTARTS),
                values.number(RecoveryProperties.RESUBSCRIPTIONS),
                values.number(RecoveryProperties.PAUSE),
                values.number(RecoveryProperties.ESCALATE),
                values.optional(RecoveryProperties.COMMAND).orElse(""),
                values.number(RecoveryProperties.COMMAND_TIMEOUT));
    }

    /** The same with the values in force now, after an edit. @throws ConfigException with all that is wrong, a line each */
    public static RecoveryConfig of(ConfigSource source) {
        Values values = new Values(source);
        RecoveryConfig config = of(values);
        values.throwIfUnsound();
        return config;
    }
}
