package io.ctpfeed.failover;

import io.ctpfeed.source.InstrumentProgress;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.PaceStatus;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.SubscriptionPace;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickRing;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** A line without a front: the test says how it is. */
final class FakeLine implements MarketDataSource {
    private final String account;
    private final int line;
    private final TickRing ring;
    private final List<SourceListener> listeners = new CopyOnWriteArrayList<>();
    private final UnsafeBuffer struct = new UnsafeBuffer(ByteBuffer.allocateDirect(TickLayout.STRUCT_LENGTH));
    volatile SourceState state = SourceState.READY;
    volatile SourceState afterStart = SourceState.READY;
    volatile int wanted = 100;
    volatile int acknowledged = 100;
    volatile int starts;
    volatile int stops;

    FakeLine(String account, int line) {
        this.account = account;
        this.line = line;
        this.ring = new TickRing(1 << 12, line);
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            ring.offer(struct.addressOffset(), 1);
        }
        ring.release(count);
    }

    void becomes(SourceState to) {
        SourceState from = state;
        state = to;
        listeners.forEach(listener -> listener.stateChanged(this, from, to, "because of the test"));
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public SourceState state() {
        return state;
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(
                account,
                state,
                Instant.EPOCH,
                "because of the test",
                false,
                "20260105",
                1,
                0,
                wanted,
                acknowledged,
                acknowledged,
                0,
                0,
                ring.offered(),
                ring.depth(),
                ring.capacity(),
                ring.overflows(),
                "none");
    }

    @Override
    public void start() {
        starts++;
        becomes(afterStart);
    }

    @Override
    public CompletableFuture<Void> stop() {
        stops++;
        becomes(SourceState.STOPPED);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> restart() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public TickRing ring() {
        return ring;
    }

    @Override
    public int subscribe(Collection<String> instrumentIds) {
        return 0;
    }

    @Override
    public int unsubscribe(Collection<String> instrumentIds) {
        return 0;
    }

    @Override
    public int subscribeByHand(Collection<String> instrumentIds) {
        return 0;
    }

    @Override
    public int unsubscribeByHand(Collection<String> instrumentIds) {
        return 0;
    }

    @Override
    public Set<String> unsubscribedByHand() {
        return Set.of();
    }

    @Override
    public Set<String> wanted() {
        return Set.of();
    }

    @Override
    public Map<String, InstrumentProgress> progress() {
        return Map.of();
    }

    @Override
    public int retry(Collection<String> instrumentIds) {
        return 0;
    }

    @Override
    public void pace(SubscriptionPace pace) {}

    @Override
    public PaceStatus pace() {
        return new PaceStatus(SubscriptionPace.DEFAULT, 1_000, 0, 0, 0, 0, false);
    }

    @Override
    public CompletableFuture<List<Contract>> queryInstruments() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletableFuture<TickBatch> snapshot(String instrumentId, char productClass) {
        return CompletableFuture.completedFuture(new TickBatch(1));
    }

    @Override
    public CompletableFuture<Probe> probe() {
        return CompletableFuture.completedFuture(new Probe(true, ""));
    }

    @Override
    public void observed(TickBatch batch) {}

    @Override
    public void addListener(SourceListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeListener(SourceListener listener) {
        listeners.remove(listener);
    }
}
