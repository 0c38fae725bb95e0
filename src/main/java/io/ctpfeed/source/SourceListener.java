package io.ctpfeed.source;

import java.util.List;

/** Told of a source's changes, in order, on the source's own thread; must not block. */
public interface SourceListener {
    default void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {}

    /** The trader session heard an exchange's status of a product. */
    default void productStatus(String account, ProductStatus status) {}

    /** The trader session logged in, or broke: what exchanges said of products holds while it is up. */
    default void traderSession(String account, boolean up) {}

    /** The connection for market data broke. @param reason OnFrontDisconnected's: 0x1001 read failed, 0x2001 silence, ... */
    default void disconnected(String account, int reason) {}

    /** The API or the front answered with an error, to either session. @param code an ErrorID of CTP, or what a call returned */
    default void apiError(String account, int code) {}

    /** A tick came into the ring; called on the vendor's thread for each: only wake a reader that sleeps. */
    default void ticksAvailable(MarketDataSource source) {}

    /**
     * A batch was asked for.
     *
     * @param code the API's: 0 sent, -1 not connected, -2 too many outstanding, -3 too many a second; what was not sent is
     *     sent again
     * @param instrumentsPerSecond the pace at that moment
     */
    default void subscriptionSent(
            MarketDataSource source, List<String> instrumentIds, int code, int instrumentsPerSecond) {}

    /** The front said yes; real fronts leave some of these out. */
    default void subscriptionAcknowledged(MarketDataSource source, String instrumentId) {}

    /** The front said no. @param message CTP's ErrorMsg, decoded */
    default void subscriptionRejected(MarketDataSource source, String instrumentId, int errorId, String message) {}
}
