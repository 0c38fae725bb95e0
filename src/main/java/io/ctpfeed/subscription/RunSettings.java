package io.ctpfeed.subscription;

/**
 * What a run goes by. Immutable.
 *
 * @param ackDeadlineMillis an instrument that is neither acknowledged nor ticking so long after it was asked for is overdue
 * @param retries how often an overdue one is asked for again
 * @param retryBackoffMillis pause before the first of these; doubled by each
 * @param frontWaitMillis an account that is not logged in for so long is unreachable
 * @param coveragePercent of the should-list; below it a run has failed
 */
public record RunSettings(
        long ackDeadlineMillis, int retries, long retryBackoffMillis, long frontWaitMillis, double coveragePercent) {}
