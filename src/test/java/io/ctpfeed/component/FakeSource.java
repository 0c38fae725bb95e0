package io.ctpfeed.component;

import io.ctpfeed.source.IdleSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.WallClock;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/** A source without a front: a real ring that the test fills, and counts of what the component asked for. */
final class FakeSource extends IdleSource {
    final AtomicInteger starts = new AtomicInteger();
    final AtomicInteger stops = new AtomicInteger();
    final AtomicInteger restarts = new AtomicInteger();
    final AtomicLong observed = new AtomicLong();
    volatile SourceState state = SourceState.STOPPED;
    volatile Probe probe = new Probe(true, "");
    volatile CompletableFuture<List<Contract>> contracts = CompletableFuture.completedFuture(List.of());
    volatile String snapshotAsked;

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> unsubscribedByHand = new LinkedHashSet<>();

    FakeSource(String account, int line, int capacity) {
        super(account, line, capacity);
    }

    /** A tick as the vendor's thread would bring it; the volume tells ticks apart. @return false if the ring was full */
    boolean tick(String instrumentId, int volume) {
        write(struct, instrumentId, volume);
        boolean taken = ring().offer(struct.addressOffset(), WallClock.epochNanos());
        if (ring().depth() == 1) {
            listeners.forEach(listener -> listener.ticksAvailable(this));
        }
        return taken;
    }

    /** Ticks with the volumes {@code from} to {@code to}, both included. */
    void ticks(String instrumentId, int from, int to) {
        for (int volume = from; volume <= to; volume++) {
            if (!tick(instrumentId, volume)) {
                throw new IllegalStateException("ring is full at " + volume);
            }
        }
    }

    static void write(UnsafeBuffer struct, String instrumentId, int volume) {
        struct.setMemory(0, TickLayout.STRUCT_LENGTH, (byte) 0);
        struct.putBytes(TickLayout.INSTRUMENT_ID, instrumentId.getBytes(StandardCharsets.ISO_8859_1));
        struct.putBytes(TickLayout.UPDATE_TIME, "09:30:00".getBytes(StandardCharsets.ISO_8859_1));
        struct.putInt(TickLayout.VOLUME, volume);
        struct.putDouble(TickLayout.LAST_PRICE, 3500 + volume);
        struct.putDouble(TickLayout.SETTLEMENT_PRICE, Double.MAX_VALUE);
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public SourceState state() {
        return state;
    }

    @Override
    public SourceStatus status() {
        return status(
                state == SourceState.READY ? "" : "because of the test",
                state == SourceState.STOPPED && stops.get() > 0,
                starts.get(),
                wanted.size(),
                7,
                6,
                5);
    }

    @Override
    public void start() {
        starts.incrementAndGet();
        state = SourceState.READY;
    }

    @Override
    public CompletableFuture<Void> stop() {
        stops.incrementAndGet();
        state = SourceState.STOPPED;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> restart() {
        restarts.incrementAndGet();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public int subscribe(Collection<String> instrumentIds) {
        int before = wanted.size();
        wanted.addAll(instrumentIds);
        return wanted.size() - before;
    }

    @Override
    public int unsubscribe(Collection<String> instrumentIds) {
        int before = wanted.size();
        wanted.removeAll(instrumentIds);
        return before - wanted.size();
    }

    @Override
    public int subscribeByHand(Collection<String> instrumentIds) {
        unsubscribedByHand.removeAll(instrumentIds);
        return subscribe(instrumentIds);
    }

    @Override
    public int unsubscribeByHand(Collection<String> instrumentIds) {
        unsubscribedByHand.addAll(instrumentIds);
        return unsubscribe(instrumentIds);
    }

    @Override
    public Set<String> unsubscribedByHand() {
        return unsubscribedByHand;
    }

    @Override
    public Set<String> wanted() {
        return wanted;
    }

    @Override
    public CompletableFuture<List<Contract>> queryInstruments() {
        return contracts;
    }

    @Override
    public CompletableFuture<TickBatch> snapshot(String instrumentId, char productClass) {
        snapshotAsked = instrumentId + "/" + productClass;
        TickBatch batch = new TickBatch(1);
        write(struct, "rb2510", 42);
        batch.append(struct, 0, WallClock.epochNanos(), line());
        return CompletableFuture.completedFuture(batch);
    }

    @Override
    public CompletableFuture<Probe> probe() {
        return CompletableFuture.completedFuture(probe);
    }

    @Override
    public void observed(TickBatch batch) {
        observed.addAndGet(batch.size());
    }
}
