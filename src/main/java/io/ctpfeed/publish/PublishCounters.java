package io.ctpfeed.publish;

import java.util.concurrent.atomic.AtomicLong;

/** What a {@link TickPublisher} did since it was made. Written by its one thread, read by any. */
public final class PublishCounters {
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unknownExchange = new AtomicLong();

    PublishCounters() {}

    /** Ticks handed to NATS. */
    public long published() {
        return published.get();
    }

    /** Bytes of their payloads. */
    public long bytes() {
        return bytes.get();
    }

    /** Times that a batch was given back because NATS could not take more; nothing is lost by it. */
    public long refused() {
        return refused.get();
    }

    /** Ticks that went to the journal while NATS was away. */
    public long late() {
        return late.get();
    }

    /** Ticks that the journal had no place for. */
    public long lost() {
        return lost.get();
    }

    /** Ticks that could not be encoded or sent for a fault of their own, and went nowhere. */
    public long failed() {
        return failed.get();
    }

    /** Ticks published under the exchange UNKNOWN. */
    public long unknownExchange() {
        return unknownExchange.get();
    }

    void onPublished(int length, boolean exchangeKnown) {
        add(published, 1);
        add(bytes, length);
        if (!exchangeKnown) {
            add(unknownExchange, 1);
        }
    }

    void onRefused() {
        add(refused, 1);
    }

    void onLate(boolean kept) {
        add(kept ? late : lost, 1);
    }

    void onFailed() {
        add(failed, 1);
    }

    private static void add(AtomicLong counter, long more) {
        counter.lazySet(counter.get() + more);
    }
}
