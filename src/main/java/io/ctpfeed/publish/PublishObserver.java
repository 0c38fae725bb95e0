package io.ctpfeed.publish;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Tick;

/**
 * Told of each tick that was numbered and taken, right after it was: those that went to NATS on their live subject, and those
 * that are kept and follow on their late one. Called by the publishing thread; must not block, allocate, or throw.
 */
@FunctionalInterface
public interface PublishObserver {
    PublishObserver NONE = (tick, instrument, payload) -> {};

    /**
     * On its way on its live subject.
     *
     * @param tick valid during the call only
     * @param payload the message; it may be kept, and is never changed
     */
    void published(Tick tick, Instrument instrument, byte[] payload);

    /** Kept in the journal, as NATS is away. Arguments as above. */
    default void kept(Tick tick, Instrument instrument, byte[] payload) {}

    /** This one, then that one. */
    default PublishObserver and(PublishObserver next) {
        PublishObserver first = this;
        return new PublishObserver() {
            @Override
            public void published(Tick tick, Instrument instrument, byte[] payload) {
                first.published(tick, instrument, payload);
                next.published(tick, instrument, payload);
            }

            @Override
            public void kept(Tick tick, Instrument instrument, byte[] payload) {
                first.kept(tick, instrument, payload);
                next.kept(tick, instrument, payload);
            }
        };
    }
}
