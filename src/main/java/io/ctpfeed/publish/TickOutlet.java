package io.ctpfeed.publish;

/**
 * Where encoded ticks leave for the outside. It waits a tenth of a second at the most, and
 * refuses what it could not take by then. One thread at a time.
 */
public interface TickOutlet {
    /**
     * @param payload its owner is the outlet from here on if the message was taken
     * @return whether the message was taken
     */
    boolean send(String subject, byte[] payload);

    /** Why {@link #send} refuses now, in a few words. */
    String refusal();
}
