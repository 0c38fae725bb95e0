package io.ctpfeed.quality.arbitration;

import io.ctpfeed.quality.LineSessions;
import io.ctpfeed.quality.PerLine;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.LostTicks;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import java.time.Duration;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of the way of every tick: of the copies of an update on several lines the first goes on, in order for each
 * instrument; the others are marked taken. What is older than what is out goes on marked {@linkplain Tick#isLate() late}. See
 * {@link MergedStream} for how lines are compared.
 *
 * <p>After the classification, and on the thread that publishes: a copy is only looked at when it is known what became of
 * the first. Where a first copy failed for good, {@link #lost} lets the next one win. Drops nothing that is not out, throws
 * for no tick, allocates only for an instrument that is new.
 */
public final class Arbitration implements LostTicks {
    private static final Logger LOG = LoggerFactory.getLogger(Arbitration.class);

    /** Ticks of which what is kept is fetched together. */
    private static final int AHEAD = 32;

    private final Instruments instruments;
    private final LineSessions lines;
    private final Missed missed = new Missed();
    private final Arrival arrival = new Arrival();
    private final Tick view = new Tick();
    private volatile long windowNanos;
    private MergedStream[] streams = {};
    private final PerLine<ArbitrationCounters> counters = new PerLine<>(ArbitrationCounters::new);
    private volatile long failed;
    private long fetched;

    /** @param window for how long what went out is remembered, by the instant of reception */
    public Arbitration(Instruments instruments, LineSessions lines, Duration window) {
        this.instruments = instruments;
        this.lines = lines;
        window(window);
    }

    /** From the next tick on. */
    public void window(Duration window) {
        windowNanos = window.toNanos();
    }

    /** Decides on each tick that is not decided on yet. */
    public synchronized void arbitrate(TickBatch batch) {
        for (int from = 0; from < batch.size(); from += AHEAD) {
            int to = Math.min(batch.size(), from + AHEAD);
            fetch(batch, from, to);
            for (int i = from; i < to; i++) {
                decide(view.wrap(batch, i));
            }
        }
    }

    /** For routes that want each tick by itself. */
    public synchronized void arbitrate(Tick tick) {
        decide(tick);
    }

    /** A tick that this step let go on could not be published: a copy by another line may be. */
    @Override
    public synchronized void lost(Tick tick) {
        int index = tick.instrumentIndex();
        if (tick.isArbitrated() && index >= 0 && index < streams.length && streams[index] != null) {
            streams[index].lost(tick.identity());
        }
    }

    /** What was decided on a line's ticks. */
    public ArbitrationCounters counted(int line) {
        return counters.of(line);
    }

    /** Ticks that went on undecided, for an error of ours. */
    public long failed() {
        return failed;
    }

    /** What is kept of these ticks' instruments comes into the processor's cache. */
    private void fetch(TickBatch batch, int from, int to) {
        long touched = 0;
        for (int i = from; i < to; i++) {
            int index = batch.instrumentIndex(i);
            MergedStream stream = index >= 0 && index < streams.length ? streams[index] : null;
            touched += stream == null ? 0 : stream.touch();
        }
        fetched = touched;
    }

    private void decide(Tick tick) {
        if (tick.isArbitrated() || tick.isTaken()) {
            return;
        }
        if (tick.instrumentIndex() < 0) { // beyond the bound of instruments: nothing is kept of it
            return;
        }
        try {
            Verdict verdict = judge(tick);
            tick.markArbitrated();
            if (verdict == Verdict.LATE) {
                tick.markLate();
            } else if (verdict != Verdict.NEWS) {
                tick.markTaken();
            }
        } catch (RuntimeException e) { // a fault of ours must not hold up the others: rather twice than not at all
            if (failed++ == 0) {
                LOG.warn(
                        "tick {} cannot be compared with other lines and goes on; further ones are only counted",
                        tick,
                        e);
            }
        }
    }

    private Verdict judge(Tick tick) {
        ArbitrationCounters counted = counted(tick.line());
        missed.instrument = tick.instrumentIndex();
        arrival.line = tick.line();
        arrival.login = lines.logins(tick.line());
        arrival.state = tick.tickClass() == TickClass.SNAPSHOT;
        arrival.identity = tick.identity();
        arrival.eventTime = tick.eventTime();
        arrival.volume = tick.volume();
        arrival.receivedAt = tick.receivedAt();
        Verdict verdict = stream(missed.instrument).judge(arrival, windowNanos, missed);
        counted.on(verdict);
        if (arrival.lag >= 0) {
            counted.onLag(arrival.lag);
        }
        return verdict;
    }

    private MergedStream stream(int index) {
        if (index >= streams.length) {
            streams = Arrays.copyOf(streams, Math.max(index + 1, Math.max(1024, streams.length * 2)));
        }
        if (streams[index] == null) {
            streams[index] = new MergedStream();
        }
        return streams[index];
    }

    /** Counts what lines missed of the instrument at hand. */
    private final class Missed implements MergedStream.Misses {
        private int instrument;

        @Override
        public void missed(int line, int frames) {
            counted(line).onMissed(instruments.get(instrument).exchangeId(), frames);
        }

        @Override
        public boolean isExpected(int line) {
            return lines.isUp(line);
        }
    }
}
