package io.ctpfeed.ops.day;

import io.ctpfeed.tick.Tick;
import java.util.List;

/** Tells the class of a tick, where a step of the route marked it. Must not allocate. */
public interface TickClasses {
    /** No step marks ticks. */
    TickClasses NONE = new TickClasses() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public int of(Tick tick) {
            return -1;
        }
    };

    List<String> names();

    /** Index in {@link #names}; -1: not known. */
    int of(Tick tick);
}
