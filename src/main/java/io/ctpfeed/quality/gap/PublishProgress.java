package io.ctpfeed.quality.gap;

/** How far publishing is. Any thread. */
public interface PublishProgress {
    /** Instant of reception of the last tick that was taken to be published, nanoseconds since 1970; 0: none. */
    long lastAt();

    /** Ticks taken so far, that one among them. */
    long taken();

    /** How many of the first of them are out, or will be though the process ended now. */
    long settled();
}
