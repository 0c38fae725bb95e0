package io.ctpfeed.subscription;

import java.util.List;

/**
 * What came of a run.
 *
 * @param run its id, the name of its directory under run/audit/subscription
 * @param complete it went on to its end; false where it was cancelled
 * @param coveragePercent instruments acknowledged or ticking, of those on the lists
 * @param exitCode as of ctpfeed's commands: 0 all, 4 a front was not reached although nobody stopped the account, 5 coverage below threshold, 6 not complete and a
 *     limit of the front was hit, 7 partly failed (some rejected or missing, or cancelled); the first of 4, 6, 5, 7
 */
public record RunResult(
        String run,
        String startedAt,
        boolean complete,
        double coveragePercent,
        long elapsedMillis,
        int exitCode,
        List<AccountResult> accounts) {
    private static final int UNREACHABLE = 4;
    private static final int COVERAGE = 5;
    private static final int RATE_LIMIT = 6;
    private static final int PARTLY_FAILED = 7;

    static RunResult of(
            String run,
            String startedAt,
            boolean complete,
            long elapsedMillis,
            double thresholdPercent,
            List<AccountResult> accounts) {
        int wanted = accounts.stream().mapToInt(AccountResult::wanted).sum();
        int subscribed = accounts.stream().mapToInt(AccountResult::subscribed).sum();
        double coverage = wanted == 0 ? 0 : 100.0 * subscribed / wanted;
        boolean limitHit = accounts.stream().anyMatch(each -> !each.overLimit().isEmpty());
        boolean unreached =
                accounts.stream().anyMatch(each -> !each.unreachable().isEmpty() && !each.stoppedByHand());
        int code = 0;
        if (unreached) {
            code = UNREACHABLE;
        } else if (limitHit && subscribed < wanted) {
            code = RATE_LIMIT;
        } else if (coverage < thresholdPercent && complete) {
            code = COVERAGE;
        } else if (subscribed < wanted || !complete) {
            code = PARTLY_FAILED;
        }
        return new RunResult(run, startedAt, complete, coverage, elapsedMillis, code, accounts);
    }
}
