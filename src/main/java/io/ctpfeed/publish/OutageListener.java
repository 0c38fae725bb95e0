package io.ctpfeed.publish;

import java.time.Instant;

/**
 * Told of outages of NATS, each in this order. Called by the thread of the delivery, on which nothing else may wait: it
 * must not block.
 */
public interface OutageListener {
    /** Ticks go to the journal from now on. */
    void began(Outage outage);

    /** Ticks go out on their live subjects again; what they missed is still in the journal. */
    void ended(Outage outage);

    /** All that was missed and not lost has been published on the late subjects and acknowledged. */
    void filled(Outage outage);

    /** The journal could not keep ticks, or dropped the oldest. @param ticks since the last call; @param from when the first of them came */
    default void lost(long ticks, Instant from) {}

    /** The journal is nearly full: it will soon drop the oldest. */
    default void filling(long bytes, long maxBytes) {}

    /** The late ticks are refused for now, and tried again. */
    default void lateRefused(String reason) {}

    /** Tells nobody. */
    final class Silent implements OutageListener {
        @Override
        public void began(Outage outage) {}

        @Override
        public void ended(Outage outage) {}

        @Override
        public void filled(Outage outage) {}
    }
}
