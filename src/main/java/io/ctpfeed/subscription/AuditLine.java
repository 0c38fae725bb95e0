package io.ctpfeed.subscription;

/**
 * Something that happened to one instrument in a run: a line of {@code requests.csv} and {@code requests.jsonl}.
 *
 * @param batch number of the batch, counted by the account within the run; 0: it was not asked for in this run
 * @param event what happened
 * @param sentAt when it was asked for last, nanoseconds since 1970; 0: not in this run
 * @param code the API's answer to the request: 0 sent, -1 not connected, -2 too many outstanding, -3 too many a second
 * @param at when it happened, nanoseconds since 1970
 * @param errorId CTP's ErrorID of a refusal; 0: none
 * @param message its ErrorMsg, or why
 * @param retried how often it was asked for again because its deadline passed
 */
public record AuditLine(
        String account,
        int batch,
        String instrument,
        Event event,
        long sentAt,
        int code,
        long at,
        int errorId,
        String message,
        int retried) {

    /** What may happen to an instrument. */
    public enum Event {
        /** A request holds it. */
        SENT,
        ACKNOWLEDGED,
        /** A tick proves the subscription, whose acknowledgement did not come. */
        TICKING,
        REJECTED,
        /** Its deadline passed; it is asked for again. */
        OVERDUE,
        /** Given up. */
        MISSING,
        /** Another account takes it over. */
        MOVED,
        /** The front let go while it was asked for; the account asks again. */
        LOST,
        /** The front was not reached. */
        UNREACHED
    }
}
