package io.ctpfeed.subscription;

/** Whether it means something that an instrument does not tick. Any thread. */
public interface Silence {
    /** What is no duration. */
    long UNKNOWN = -1;

    /** What silence means. */
    enum Verdict {
        /** Outside the instrument's own session, in an auction or in a break: nothing. */
        NOT_TRADING,
        /** Its pace is not known, or it has none of its own (combinations, TAS). */
        NOT_JUDGED,
        /** It is often silent for so long. */
        USUAL,
        /** It hardly ever is. */
        UNUSUAL
    }

    /**
     * A judgement.
     *
     * @param silentNanos since the last tick, within the present session; {@link #UNKNOWN} where it does not trade
     * @param limitNanos beyond this it is unusual; {@link #UNKNOWN}
     */
    record Judgement(Verdict verdict, long silentNanos, long limitNanos) {
        public static final Judgement NOT_TRADING = new Judgement(Verdict.NOT_TRADING, UNKNOWN, UNKNOWN);
    }

    /**
     * Judges one instrument.
     *
     * @param heardAt when it ticked last, or, if that was before, when it was seen subscribed first; nanoseconds since 1970
     * @param now likewise
     */
    Judgement judge(String code, long heardAt, long now);
}
