package io.ctpfeed.subscription;

import java.util.List;

/**
 * What came of a run for one account.
 *
 * @param wanted on its should-list, without what was unsubscribed by hand
 * @param requested of those, asked for in the present session
 * @param acknowledged of those, acknowledged
 * @param ticking of those, ticking
 * @param subscribed of those, acknowledged or ticking
 * @param rejected of those, refused by the front
 * @param missing of those, neither answered nor ticking at the end
 * @param removed no longer on the list, taken back
 * @param moved taken over by another account, because this one's session is full
 * @param retried requests made again because their deadline passed
 * @param tooManyOutstanding batches answered -2, and sent again
 * @param tooManyASecond batches answered -3, and sent again
 * @param disconnects under way
 * @param overLimit batches with which a limit of the front was hit
 * @param unreachable why the account could not be reached; empty where it could
 * @param stoppedByHand whether that is so because an operator stopped it
 * @param unsubscribedByHand on its should-list, and left as an operator wants it
 */
public record AccountResult(
        String account,
        int wanted,
        int requested,
        int acknowledged,
        int ticking,
        int subscribed,
        List<Rejected> rejected,
        List<String> missing,
        int removed,
        int moved,
        int retried,
        int tooManyOutstanding,
        int tooManyASecond,
        int disconnects,
        List<Batch> overLimit,
        String unreachable,
        boolean stoppedByHand,
        List<String> unsubscribedByHand) {

    /** A code the front refused, with CTP's ErrorID and ErrorMsg. */
    public record Rejected(String instrument, int errorId, String message) {}

    /** A batch of a run. @param reason -2, -3, or why the front let go right after it */
    public record Batch(int number, int instruments, String sentAt, String reason) {}
}
