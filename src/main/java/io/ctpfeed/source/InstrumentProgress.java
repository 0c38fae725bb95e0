package io.ctpfeed.source;

/**
 * How far one wanted instrument got.
 *
 * @param instrumentId CTP's InstrumentID
 * @param step in the present session; an acknowledgement may be missing although the subscription holds, and does not prove
 *     that data comes
 * @param ticking whether a tick came in this session
 * @param lastTickAt when the last one was received, nanoseconds since 1970; 0: none since the source was made
 * @param requests how often it was asked for since it is wanted
 * @param errorId CTP's ErrorID of a refusal; 0: none
 * @param errorMessage its ErrorMsg, decoded
 */
public record InstrumentProgress(
        String instrumentId,
        Step step,
        boolean ticking,
        long lastTickAt,
        int requests,
        int errorId,
        String errorMessage) {

    /** Where an instrument stands with the front. */
    public enum Step {
        /** Not asked for in this session. */
        WANTED,
        /** Asked for. */
        REQUESTED,
        /** The front said yes. */
        ACKNOWLEDGED,
        /** The front said no. */
        REJECTED
    }

    /** Proof that it is subscribed: an acknowledgement or a tick. */
    public boolean subscribed() {
        return ticking || step == Step.ACKNOWLEDGED;
    }
}
