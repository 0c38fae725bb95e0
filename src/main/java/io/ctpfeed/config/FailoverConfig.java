package io.ctpfeed.config;

/**
 * When another account becomes active, and when the first choice is again. What probes and circuit breakers go by, the
 * routes read themselves. Immutable.
 *
 * @param firstChoice account that is active when all is well
 * @param silentSeconds an account silent for so long in session while another ticks has failed
 * @param startSeconds time an account has after the start
 * @param errorPercent so much of what others brought is missing, and it has failed
 * @param backAfterSeconds the first choice has been good for so long before it is active again
 * @param backNotBeforeMinutes not in so many first minutes of a session
 * @param mostAnHour failovers within an hour
 * @param switchSeconds time a cold account has to come up
 */
public record FailoverConfig(
        String firstChoice,
        int silentSeconds,
        int startSeconds,
        int errorPercent,
        int backAfterSeconds,
        int backNotBeforeMinutes,
        int mostAnHour,
        int switchSeconds) {

    static FailoverConfig of(Values values) {
        return new FailoverConfig(
                values.required(FailoverProperties.FIRST_CHOICE),
                values.number(FailoverProperties.SILENT),
                values.number(FailoverProperties.START),
                values.number(FailoverProperties.ERRORS),
                values.number(FailoverProperties.BACK_AFTER),
                values.number(FailoverProperties.BACK_NOT_BEFORE),
                values.number(FailoverProperties.MOST),
                values.number(FailoverProperties.SWITCH));
    }
}
