package io.ctpfeed.source;

import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickRing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** A source without a front: a real ring and real listeners, and all else answered as if there were nothing to say. */
public abstract class IdleSource implements MarketDataSource {
    protected final List<SourceListener> listeners = new CopyOnWriteArrayList<>();
    /** A tick to be filled. */
    protected final UnsafeBuffer struct =
            new UnsafeBuffer(ByteBuffer.allocateDirect(TickLayout.STRUCT_LENGTH).order(ByteOrder.nativeOrder()));

    private final String account;
    private final int line;
    private final TickRing ring;

    protected IdleSource(String account, int line, int capacity) {
        this.account = account;
        this.line = line;
        this.ring = new TickRing(capacity, line);
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public int line() {
        return line;
    }

    /** A status with the figures of the ring. */
    protected SourceStatus status(
            String reason,
            boolean stopRequested,
            long logins,
            int wanted,
            int requested,
            int acknowledged,
            int ticking) {
        return status("20260105", reason, stopRequested, logins, wanted, requested, acknowledged, ticking);
    }

    protected SourceStatus status(
            String tradingDay,
            String reason,
            boolean stopRequested,
            long logins,
            int wanted,
            int requested,
            int acknowledged,
            int ticking) {
        return new SourceStatus(
                account,
                state(),
                Instant.EPOCH,
                reason,
                stopRequested,
                tradingDay,
                logins,
                0,
                wanted,
                requested,
                acknowledged,
                ticking,
                0,
                ring.offered(),
                ring.depth(),
                ring.capacity(),
                ring.overflows(),
                "none");
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
    public String unsubscribedOn() {
        return "";
    }

    @Override
    public void withhold(Collection<String> instrumentIds, String tradingDay) {}

    @Override
    public void leaveAs(SourceState state, Instant since, String reason) {}

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
