package io.ctpfeed.source;

/** Which line does what. Asked on the way of every tick: any thread, nothing waits. */
@FunctionalInterface
public interface Lineup {
    /** For parts used alone. */
    Lineup ALL_HOT = account -> LineMode.HOT;

    /** @param account a name; one that nobody has a plan for is {@link LineMode#HOT} */
    LineMode mode(String account);
}
