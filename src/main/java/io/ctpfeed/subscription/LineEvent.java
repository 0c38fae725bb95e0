package io.ctpfeed.subscription;

import io.ctpfeed.tick.WallClock;
import java.util.List;

/**
 * What a line told, with its time, on its way to the run's thread.
 *
 * @param at nanoseconds since 1970
 * @param nanos by {@link System#nanoTime}
 * @param code the API's for {@link Kind#SENT}, an ErrorID for {@link Kind#REJECTED}
 */
record LineEvent(Kind kind, String account, List<String> instruments, int code, String text, long at, long nanos) {
    enum Kind {
        SENT,
        ACKNOWLEDGED,
        REJECTED,
        LOST
    }

    static LineEvent of(Kind kind, String account, List<String> instruments, int code, String text) {
        return new LineEvent(kind, account, instruments, code, text, WallClock.epochNanos(), System.nanoTime());
    }
}
