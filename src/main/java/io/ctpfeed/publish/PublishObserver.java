package io.ctpfeed.publish;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Tick;

/**
 * Told of each tick that NATS took on its live subject, right after it did: what counts as published is what passes
 * here. Called by the publishing thread; must not block, allocate, or throw.
 */
@FunctionalInterface
public interface PublishObserver {
    PublishObserver NONE = (tick, instrument) -> {};

    /** @param tick valid during the call only */
    void published(Tick tick, Instrument instrument);
}
