package io.ctpfeed.failover;

/**
 * Limits of failover. Immutable; may be replaced while it runs.
 *
 * @param silentSeconds a line that did not tick for so long in session while another did has failed
 * @param startSeconds time a line has after the start until it must be subscribed
 * @param errorPercent so many of a line's updates missing, and it has failed
 * @param coveragePercent so much of what it wants must be subscribed
 * @param backAfterSeconds the first choice has been good for so long before it is active again
 * @param backNotBeforeMinutes not in so many first minutes of a session
 * @param mostAnHour failovers within an hour; then it stays
 * @param switchSeconds time a cold line has to log in and to subscribe
 */
public record FailoverSettings(
        int silentSeconds,
        int startSeconds,
        int errorPercent,
        int coveragePercent,
        int backAfterSeconds,
        int backNotBeforeMinutes,
        int mostAnHour,
        int switchSeconds) {}
