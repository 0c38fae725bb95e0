package io.ctpfeed.publish;

/**
 * Where encoded ticks leave for the outside. It never waits longer than a moment. One thread at a time.
 */
public interface TickOutlet {
    /** What became of a tick. */
    enum Answer {
        /** It is on its way on its live subject. */
        LIVE,
        /** It is kept, and follows on its late subject. */
        KEPT,
        /** There was no place for it; it is counted where it was to be kept. */
        LOST,
        /** Not taken now: to be offered again, with those behind it. */
        REFUSED
    }

    /**
     * @param subject its live subject
     * @param epoch start of the service that numbered it
     * @param sequence its number within the epoch and instrument
     * @param payload its owner is the outlet from here on, unless it was refused
     */
    Answer send(String subject, long epoch, long sequence, byte[] payload);

    /**
     * Keeps a tick that must not go out live any more: it follows on its late subject, without a number.
     *
     * @return whether it is kept; if not, it is lost
     */
    boolean keepLate(String subject, long epoch, byte[] payload);

    /** Why {@link #send} refuses now, in a few words. */
    String refusal();
}
