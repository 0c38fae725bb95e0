package io.ctpfeed.tick;

/** Told of a tick that its route could not take, not even by itself: it will not be offered again. */
@FunctionalInterface
public interface LostTicks {
    LostTicks NONE = tick -> {};

    /** On the thread that drains the rings; must not throw. */
    void lost(Tick tick);
}
