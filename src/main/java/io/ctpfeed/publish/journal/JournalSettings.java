package io.ctpfeed.publish.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a journal lies and how much it may hold.
 *
 * @param directory its own, made where it is missing
 * @param maxBytes from which on the oldest are dropped
 * @param maxAge from which on they are dropped
 */
public record JournalSettings(Path directory, long maxBytes, Duration maxAge) {
    private static final long LARGEST_SEGMENT = 64L << 20;
    private static final long SMALLEST_SEGMENT = 64L << 10;
    private static final int SEGMENTS = 16;

    /** What is dropped is dropped a segment at a time, so there are several even in a small journal. */
    long segmentBytes() {
        return Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, maxBytes / SEGMENTS));
    }
}
