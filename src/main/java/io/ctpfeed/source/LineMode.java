package io.ctpfeed.source;

/** What a line does now. */
public enum LineMode {
    /** Its ticks go on, as one of the lines that make the stream. */
    HOT,
    /** It is logged in and subscribed, and its last seconds are kept: they go on when it takes over. */
    HELD,
    /** It is not connected. */
    OFF
}
