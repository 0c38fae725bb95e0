package io.ctpfeed.source;

/** Told of a source's changes, in order, on the source's own thread; must not block. */
public interface SourceListener {
    default void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {}

    /** The trader session heard an exchange's status of a product. */
    default void productStatus(String account, ProductStatus status) {}

    /** The trader session logged in, or broke: what exchanges said of products holds while it is up. */
    default void traderSession(String account, boolean up) {}

    /** A tick came into the ring; called on the vendor's thread for each: only wake a reader that sleeps. */
    default void ticksAvailable(MarketDataSource source) {}
}
