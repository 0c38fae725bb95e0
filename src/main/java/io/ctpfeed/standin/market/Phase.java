package io.ctpfeed.standin.market;

/** What a frame is to an instrument. */
public enum Phase {
    /** Nothing ticks. */
    CLOSED,
    /** The call auction's result, at :59 before a session opens. */
    AUCTION,
    /** A session's first frame: every instrument ticks in it. */
    OPENING,
    CONTINUOUS,
    /** The push after the close that carries close and settlement prices. */
    CLOSING
}
