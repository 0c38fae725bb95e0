package io.ctpfeed.component;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A count with one writer, read by any thread: no locked instruction where the data flows. */
final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** The writer only. */
    void increment() {
        add(1);
    }

    /** The writer only. */
    void add(long count) {
        VALUE.setRelease(this, value + count);
    }

    long get() {
        return (long) VALUE.getAcquire(this);
    }
}
