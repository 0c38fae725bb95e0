package io.ctpfeed.ops.day;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickClass;
import java.util.Arrays;
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

    /** As the classification step of the route marks them. */
    TickClasses MARKED = new TickClasses() {
        private final List<String> names =
                Arrays.stream(TickClass.values()).map(TickClass::token).toList();

        @Override
        public List<String> names() {
            return names;
        }

        @Override
        public int of(Tick tick) {
            TickClass marked = tick.tickClass();
            return marked == null ? -1 : marked.ordinal();
        }
    };

    List<String> names();

    /** Index in {@link #names}; -1: not known. */
    int of(Tick tick);
}
