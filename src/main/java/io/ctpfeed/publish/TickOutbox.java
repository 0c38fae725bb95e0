package io.ctpfeed.publish;

/**
 * Takes ticks that the outlet could not take for so long that they are late: they are never published on the live
 * subject any more. Each has its number, so consumers of the live subject see the hole. One thread at a time.
 */
@FunctionalInterface
public interface TickOutbox {
    /** Keeps nothing: the ticks are lost, and the publisher counts them. */
    TickOutbox NONE = (subject, sequence, payload) -> false;

    /**
     * @param subject the live subject it missed
     * @return whether it is kept; if not, it is lost
     */
    boolean keep(String subject, long sequence, byte[] payload);
}
