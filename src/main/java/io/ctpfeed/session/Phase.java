package io.ctpfeed.session;

/** Where a product stands at an instant. */
public enum Phase {
    /** Orders are collected before an opening; its result ticks at the end. */
    AUCTION,
    /** Continuous trading: ticks are expected. */
    CONTINUOUS,
    /** Between two intervals of the same day or night part: 10:15 to 10:30, lunch. */
    BREAK,
    /** No session. */
    CLOSED
}
