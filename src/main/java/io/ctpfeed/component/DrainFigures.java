package io.ctpfeed.component;

import io.ctpfeed.tick.TickRing;

/** The counters of one ring's reader; written by the drain thread, read by any. */
final class DrainFigures implements ReaderCounters {
    private final String account;
    private final TickRing ring;
    private final Counter ticks = new Counter();
    private final Counter exchanges = new Counter();
    private final Counter failedExchanges = new Counter();
    private final Counter failedTicks = new Counter();
    private final Counter heldBackTicks = new Counter();
    private volatile double ticksPerSecond;
    private long ratedTicks;
    private long ratedAt = System.nanoTime();

    DrainFigures(String account, TickRing ring) {
        this.account = account;
        this.ring = ring;
    }

    void released(int count) {
        ticks.add(count);
    }

    void offered() {
        exchanges.increment();
    }

    void exchangeFailed() {
        failedExchanges.increment();
    }

    void tickFailed() {
        failedTicks.increment();
    }

    void letGo(int count) {
        heldBackTicks.add(count);
    }

    /** About once a second. */
    void rate(long now) {
        long count = ticks.get();
        ticksPerSecond = (count - ratedTicks) * 1e9 / Math.max(1, now - ratedAt);
        ratedTicks = count;
        ratedAt = now;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public long ticks() {
        return ticks.get();
    }

    @Override
    public double ticksPerSecond() {
        return ticksPerSecond;
    }

    @Override
    public long exchanges() {
        return exchanges.get();
    }

    @Override
    public long failedExchanges() {
        return failedExchanges.get();
    }

    @Override
    public long failedTicks() {
        return failedTicks.get();
    }

    @Override
    public long heldBackTicks() {
        return heldBackTicks.get();
    }

    @Override
    public int ringDepth() {
        return ring.depth();
    }

    @Override
    public int ringCapacity() {
        return ring.capacity();
    }

    @Override
    public long ringOverflows() {
        return ring.overflows();
    }
}
