package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.LineSessions;
import io.ctpfeed.quality.TickPace;
import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.quality.reconcile.FrontSnapshots;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Finds missing ticks, a few times a second, by what {@link GapWatch} and the arbitration noted, by the sessions of the
 * lines, and by the losses that other parts tell of; each becomes a gap that opens and closes ({@link GapRecord}).
 *
 * <p>All of it is done by whoever calls {@link #look}, one thread at a time. {@link #accept} and what may be asked: any.
 */
public final class GapDetector implements EventSink {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final GapLog log;
    private final DurableMark mark;
    private final LineGaps lineGaps;
    private final ProductGaps productGaps;
    private final OneSidedGaps oneSidedGaps;
    private final LossGaps lossGaps;
    private final RestartGap restart;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Queue<FeedEvent> losses = new ConcurrentLinkedQueue<>();
    private volatile GapSettings settings;
    private boolean begun;
    private long secondAt;

    /**
     * @param progress how far publishing is
     * @param markFile where that is kept for the next start
     * @param fronts who may be asked for the market's state, best first
     */
    public GapDetector(
            Instruments instruments,
            GapWatch watch,
            GapLines lines,
            LineSessions sessions,
            Arbitration arbitration,
            TickPace pace,
            GapLog log,
            Path markFile,
            PublishProgress progress,
            Supplier<List<FrontSnapshots>> fronts,
            GapSettings settings) {
        this.log = log;
        this.mark = new DurableMark(markFile, progress);
        this.settings = settings;
        Coverage coverage = new Coverage(instruments, watch, lines, sessions);
        LostLots lots = new LostLots(instruments, watch, fronts, log, tasks::add);
        this.lineGaps = new LineGaps(watch, lines, sessions, coverage, log, lots);
        this.productGaps = new ProductGaps(instruments, watch, pace, log);
        this.oneSidedGaps = new OneSidedGaps(arbitration, lines, log);
        this.lossGaps = new LossGaps(instruments, lines, coverage, log);
        this.restart = new RestartGap(watch, lines, log);
    }

    /** From the next look on. */
    public void settings(GapSettings next) {
        settings = next;
    }

    public GapLog log() {
        return log;
    }

    /** Which part of the ticks of other lines a line missed since the start. */
    public double missedRatio(int line) {
        return oneSidedGaps.ratio(line);
    }

    /** Losses that other parts tell of; all other events are left alone. */
    @Override
    public void accept(FeedEvent event) {
        if (event.isLoss()) {
            losses.add(event);
        }
    }

    /** Some times a second. */
    public synchronized void look() {
        long now = WallClock.epochNanos();
        GapSettings inForce = settings;
        if (!begun) {
            begun = true;
            restart.begin(mark.read());
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        lineGaps.look(now, inForce, () -> productGaps.anyOpen(now));
        for (FeedEvent loss = losses.poll(); loss != null; loss = losses.poll()) {
            lossGaps.lost(loss, lineGaps::isWhole);
        }
        if (Math.abs(now - secondAt) >= SECOND_NANOS) {
            secondAt = now;
            lossGaps.look(now);
            oneSidedGaps.look(now, inForce);
            productGaps.look(now, inForce);
            restart.look(now);
            mark.write();
        }
        log.save();
    }

    /** The last look: nothing is published any more. */
    public synchronized void end() {
        mark.writeLast();
        log.save();
    }
}
