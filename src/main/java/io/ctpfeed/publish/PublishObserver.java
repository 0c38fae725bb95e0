package io.ctpfeed.publish;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Tick;

/**
 * Told of each tick that NATS took on its live subject, right after it did: what counts as published is what passes
 * here. Called by the publishing thread; must not block, allocate, or throw.
 */
@FunctionalInterface
public interface PublishObserver {
    PublishObserver NONE = (tick, instrument, payload) -> {};

    /**
     * @param tick valid during the call only
     * @param payload the message; it may be kept, and is never changed
     */
    void published(Tick tick, Instrument instrument, byte[] payload);

    /** This one, then that one. */
    default PublishObserver and(PublishObserver next) {
        return (tick, instrument, payload) -> {
            published(tick, instrument, payload);
            next.published(tick, instrument, payload);
        };
    }
}
