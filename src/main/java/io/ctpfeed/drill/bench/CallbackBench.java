package io.ctpfeed.drill.bench;

import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.drill.StandInProcess;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.ctp.CtpAccount;
import io.ctpfeed.source.ctp.CtpLibrary;
import io.ctpfeed.source.ctp.CtpSettings;
import io.ctpfeed.source.ctp.CtpSource;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The two ways a tick gets from the native library into Java, one after the other on the same front. One thread. */
final class CallbackBench {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long DRAIN_NANOS = 200_000;

    private final StandInProcess standIn;
    private final Path scratch;
    private final Duration time;

    CallbackBench(StandInProcess standIn, Path scratch, Duration time) {
        this.standIn = standIn;
        this.scratch = scratch;
        this.time = time;
        CtpLibrary.load(true);
    }

    /** jctp's director. @return ticks a second */
    long director() throws IOException, InterruptedException, TimeoutException {
        Path flow = Files.createDirectories(scratch.resolve("flow-director"));
        try (DirectorSession session = new DirectorSession(standIn.marketDataAddress(1), flow)) {
            return new CallbackRate(standIn, session::ticks).measure(time);
        }
    }

    /** The account's own, callback to ring, with a reader that empties the ring. @return ticks a second */
    long ours() throws InterruptedException, TimeoutException {
        CtpAccount account = new CtpAccount(
                "bench",
                List.of(standIn.marketDataAddress(1)),
                List.of(),
                "9999",
                "standin",
                () -> "standin",
                "",
                () -> "",
                scratch.resolve("flow-bench"));
        try (CtpSource source =
                new CtpSource(account, 0, CtpSettings.defaults(), new Instruments(), CtpLibrary.load(true))) {
            source.start();
            FeedRig.await(PATIENCE, "login of the benchmark", () -> source.state() == SourceState.READY);
            TickRing ring = source.ring();
            Thread reader = new Thread(() -> empty(ring), "bench-reader");
            reader.setDaemon(true);
            reader.start();
            try {
                long rate = new CallbackRate(standIn, () -> ring.offered() + ring.overflows()).measure(time);
                // A refused tick is cheaper than one that is taken.
                double taken = (double) ring.offered() / (ring.offered() + ring.overflows());
                return Math.round(rate * taken);
            } finally {
                reader.interrupt();
                reader.join();
            }
        }
    }

    private static void empty(TickRing ring) {
        while (!Thread.currentThread().isInterrupted()) {
            int depth = ring.depth();
            if (depth > 0) {
                ring.release(depth);
            }
            LockSupport.parkNanos(DRAIN_NANOS);
        }
    }
}
