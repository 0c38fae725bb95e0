package io.ctpfeed.publish;

import java.time.Duration;

/** Since when ticks have been refused. One thread at a time. */
final class Refusals {
    private boolean going;
    private long since;

    /** One more. @return whether they go on for longer than this */
    boolean lastedFor(Duration patience) {
        long now = System.nanoTime();
        if (!going) {
            going = true;
            since = now;
        }
        return now - since > patience.toNanos();
    }

    void end() {
        going = false;
    }
}
