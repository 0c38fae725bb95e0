package io.ctpfeed.failover;

import io.ctpfeed.source.IdleSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import java.util.concurrent.CompletableFuture;

/** A line without a front: the test says how it is. */
final class FakeLine extends IdleSource {
    /** Of lines that nobody compares. */
    static final LineFigures NOT_COMPARED = new LineFigures() {
        @Override
        public long brought(int line) {
            return 0;
        }

        @Override
        public long missed(int line) {
            return 0;
        }
    };

    volatile SourceState state = SourceState.READY;
    volatile SourceState afterStart = SourceState.READY;
    volatile int wanted = 100;
    volatile int acknowledged = 100;
    volatile int starts;
    volatile int stops;

    FakeLine(String account, int line) {
        super(account, line, 1 << 12);
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            ring().offer(struct.addressOffset(), 1);
        }
        ring().release(count);
    }

    void becomes(SourceState to) {
        SourceState from = state;
        state = to;
        listeners.forEach(listener -> listener.stateChanged(this, from, to, "because of the test"));
    }

    @Override
    public SourceState state() {
        return state;
    }

    @Override
    public SourceStatus status() {
        return status("because of the test", false, 1, wanted, acknowledged, acknowledged, 0);
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
}
