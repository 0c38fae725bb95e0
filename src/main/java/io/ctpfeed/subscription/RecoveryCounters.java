package io.ctpfeed.subscription;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often recovery acted, and what came of it. Any thread. */
public final class RecoveryCounters {
    /** What recovery does. */
    public enum Action {
        RESUBSCRIBE,
        RESTART,
        ESCALATE
    }

    /** What came of it. */
    public enum Result {
        DONE,
        FAILED,
        /** Not done: a limit was reached. */
        LIMITED
    }

    private final AtomicLongArray counts = new AtomicLongArray(Action.values().length * Result.values().length);

    public void count(Action action, Result result) {
        counts.incrementAndGet(at(action, result));
    }

    public long counted(Action action, Result result) {
        return counts.get(at(action, result));
    }

    private static int at(Action action, Result result) {
        return action.ordinal() * Result.values().length + result.ordinal();
    }
}
