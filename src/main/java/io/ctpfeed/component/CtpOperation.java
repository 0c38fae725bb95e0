package io.ctpfeed.component;

/** What a producer of {@code ctp:} does with the account. */
public enum CtpOperation {
    /** Adds the instruments of the body to what is wanted, also those that were unsubscribed by hand. */
    subscribe,
    /** Takes the instruments of the body from what is wanted; nothing but {@link #subscribe} brings them back on that trading day. */
    unsubscribe,
    /** The contract list by the trader session. */
    queryInstruments,
    /** Current snapshots of an instrument or a product class by the trader session. */
    snapshot,
    /** Logs out and in again with a new API instance. */
    restart,
    /** Whether the line works now; the exchange fails if not. */
    probe,
    /** Where the account stands. */
    status
}
