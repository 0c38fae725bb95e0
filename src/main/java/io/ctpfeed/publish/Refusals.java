package io.ctpfeed.publish;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long ticks have been refused of late: on and on, or now and then, which holds them up as well. A time in which all
 * went well makes up for a quarter of itself. One thread at a time.
 */
final class Refusals {
    private static final int MADE_UP = 4;

    private final LongSupplier nanoTime;
    private boolean going;
    private long since;
    /** Nanoseconds before that. */
    private long before;

    Refusals() {
        this(System::nanoTime);
    }

    Refusals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** One more. @return whether they go on for longer than this */
    boolean lastedFor(Duration patience) {
        long now = nanoTime.getAsLong();
        if (!going) {
            going = true;
            before = Math.max(0, before - (now - since) / MADE_UP);
            since = now;
        }
        return before + now - since > patience.toNanos();
    }

    /** Ticks are taken again. */
    void end() {
        if (going) {
            going = false;
            long now = nanoTime.getAsLong();
            before += now - since;
            since = now;
        }
    }

    /** What was does not count any more. */
    void forget() {
        end();
        before = 0;
    }
}
