package io.ctpfeed.quality.gap;

import java.util.Locale;

/** By what a gap is known, since CTP numbers nothing. */
public enum Evidence {
    /** A line misses a larger part than usual of what the others bring. */
    ONE_SIDED,
    /** A line brings nothing while others bring what it carries too. */
    LINE_SILENT,
    /** No line brings anything of a product, beyond its own pace, while others tick. */
    PRODUCT_SILENT,
    /** A line's session broke, and has not all of its subscription back. */
    DISCONNECT,
    /** The ring of a line was full. */
    RING_OVERFLOW,
    /** Steps of the route failed on ticks. */
    TICK_FAILED,
    /** The journal, which keeps ticks while NATS is away, was full or could not be written. */
    JOURNAL_LOST,
    /** Ticks that could not be written as a message. */
    NOT_PUBLISHABLE,
    /** The service did not run. */
    RESTART;

    private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in messages and metrics. */
    public String token() {
        return token;
    }

    /** By its word, which is the event's name too where other parts of the feed tell of a loss. */
    static Evidence of(String token) {
        for (Evidence each : values()) {
            if (each.token.equals(token)) {
                return each;
            }
        }
        throw new IllegalArgumentException("evidence " + token + " is not known");
    }
}
