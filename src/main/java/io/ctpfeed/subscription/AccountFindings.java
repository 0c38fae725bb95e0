package io.ctpfeed.subscription;

import java.util.List;

/**
 * What an inspection found of one account: of what it should carry, be that on its own list or taken over from another's.
 *
 * @param ready logged in
 * @param stoppedByHand an operator stopped it, and it stays so
 * @param reason why it is not logged in; empty where it is
 * @param notSubscribed neither acknowledged nor ticking nor refused
 * @param silent subscribed, and silent beyond their own pace in their own session
 * @param unsubscribedByHand on the list, and left out because an operator unsubscribed it: counted nowhere else
 * @param notOnList wanted although on no list
 * @param overLimit batches of the last run with which a limit of the front was hit
 * @param silentMillis how long nothing at all has come although something it carries trades; -1: nothing does
 * @param othersSilentMillis how long ago one of those products ticked at another account; -1: it never did
 */
public record AccountFindings(
        String account,
        boolean ready,
        boolean stoppedByHand,
        String reason,
        int should,
        int requested,
        int acknowledged,
        int ticking,
        int subscribed,
        int notJudged,
        List<String> notSubscribed,
        List<Silent> silent,
        List<AccountResult.Rejected> rejected,
        List<String> unsubscribedByHand,
        List<String> notOnList,
        List<AccountResult.Batch> overLimit,
        long silentMillis,
        long othersSilentMillis) {

    /** A silent instrument. @param limitSeconds beyond this its silence is unusual */
    public record Silent(String instrument, long silentSeconds, long limitSeconds) {}

    /** Whether there is nothing to say. */
    public boolean good() {
        return ready
                && notSubscribed.isEmpty()
                && silent.isEmpty()
                && rejected.isEmpty()
                && unsubscribedByHand.isEmpty()
                && notOnList.isEmpty();
    }

    /** Whether it is away although nobody stopped it. */
    public boolean unreachable() {
        return !ready && !stoppedByHand;
    }
}
