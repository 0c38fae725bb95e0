package io.ctpfeed.drill.bench;

import static io.ctpfeed.tick.TickLayout.*;

import com.sun.management.ThreadMXBean;
import io.ctpfeed.quality.Classification;
import io.ctpfeed.quality.Lines;
import io.ctpfeed.quality.Schedule;
import io.ctpfeed.quality.TickPace;
import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.quality.gap.GapWatch;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.standin.market.Universe;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the steps of a tick's way cost that keep something of each instrument: two lines carry the same market in full
 * trade, in batches, and each batch goes through one step after the other, beside a plain loop that only reads it.
 * Processor time of the one thread, so that what else runs on the machine counts as little as it can.
 */
public final class StepBench {
    private static final int LINES = 2;
    private static final int BATCH = 512;
    /** As shipped. */
    private static final Duration REMEMBERED = Duration.ofSeconds(20);

    private static final double MIB = 1024.0 * 1024.0;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final MarketCalendar calendar;
    private final LocalDate day;
    private final int instrumentCount;
    private final int rounds;
    private final Tick view = new Tick();
    /** What the plain loop read: kept, so that it is not optimized away. */
    private long sum;

    /**
     * @param home where {@code config} lies
     * @param rounds of a tick of each instrument on each line; the first half only warms up
     */
    public StepBench(Path home, int instruments, int rounds) {
        this.calendar = MarketCalendar.read(home.resolve("config"));
        this.day = calendar.days().previous(calendar.days().coveredUntil());
        this.instrumentCount = instruments;
        this.rounds = rounds;
    }

    /** Nanoseconds of one tick, a figure a round. */
    private static final class Cost {
        final double[] rounds;
        long nanos;

        Cost(int rounds) {
            this.rounds = new double[rounds];
        }

        void time(Runnable step) {
            long before = THREADS.getCurrentThreadCpuTime();
            step.run();
            nanos += THREADS.getCurrentThreadCpuTime() - before;
        }

        void end(int round, int ticks) {
            rounds[round] = (double) nanos / ticks;
            nanos = 0;
        }

        double median() {
            double[] warm = Arrays.copyOfRange(rounds, rounds.length / 2, rounds.length);
            Arrays.sort(warm);
            return warm[warm.length / 2];
        }
    }

    /** Runs all rounds. @param progress is told what is being measured */
    public StepResult run(Consumer<String> progress) {
        progress.accept("steps: " + instrumentCount + " instruments on " + LINES + " lines");
        List<Contract> contracts = Universe.of(instrumentCount, day).contracts();
        StepTicks ticks = new StepTicks(contracts, day.atTime(9, 40));
        long usedBefore = used();
        Instruments instruments = new Instruments();
        instruments.learn(contracts);
        Schedule schedule = Schedule.of(() -> calendar);
        TickPace pace = new TickPace(instruments, schedule);
        Lines lines = new Lines();
        for (int line = 0; line < LINES; line++) {
            lines.loggedIn(line);
        }
        Classification classification = new Classification(instruments, schedule, lines, pace);
        Arbitration arbitration = new Arbitration(instruments, lines, REMEMBERED);
        GapWatch watch = new GapWatch(instruments);
        Cost read = new Cost(rounds);
        Cost resolve = new Cost(rounds);
        Cost classify = new Cost(rounds);
        Cost arbitrate = new Cost(rounds);
        Cost watched = new Cost(rounds);
        long allocated = 0;
        for (int round = 0; round < rounds; round++) {
            ticks.nextRound();
            for (int from = 0; from < ticks.size(); from += BATCH) {
                for (int line = 0; line < LINES; line++) {
                    TickBatch batch = ticks.batch(from, Math.min(BATCH, ticks.size() - from), line);
                    read.time(() -> read(batch));
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    resolve.time(() -> instruments.resolve(batch));
                    classify.time(() -> classification.classify(batch));
                    allocated += round < rounds / 2 ? 0 : THREADS.getCurrentThreadAllocatedBytes() - before;
                    arbitrate.time(() -> arbitration.arbitrate(batch)); // its memory grows until it holds the window
                    before = THREADS.getCurrentThreadAllocatedBytes();
                    watched.time(() -> watch.watch(batch));
                    allocated += round < rounds / 2 ? 0 : THREADS.getCurrentThreadAllocatedBytes() - before;
                }
            }
            for (Cost step : List.of(read, resolve, classify, arbitrate, watched)) {
                step.end(round, ticks.size() * LINES);
            }
        }
        long kept = used() - usedBefore;
        long measured = (long) ticks.size() * LINES * (rounds - rounds / 2);
        return new StepResult(
                ticks.size(),
                LINES,
                rounded(read.median()),
                rounded(resolve.median()),
                rounded(classify.median()),
                rounded(arbitrate.median()),
                rounded(watched.median()),
                rounded((resolve.median() + classify.median()) / read.median()),
                allocated / measured,
                rounded(kept / MIB),
                classification.counted().count(TickClass.LIVE),
                arbitration.counted(1).copies());
    }

    /** The fields that the steps read. */
    private void read(TickBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            Tick tick = view.wrap(batch, i);
            var slot = tick.buffer();
            int base = tick.offset();
            for (int at = INSTRUMENT_ID; at < INSTRUMENT_ID + 16; at += Long.BYTES) {
                sum += slot.getLong(base + at);
            }
            sum += slot.getLong(base + UPDATE_TIME) + tick.updateMillisec() + tick.volume() + tick.line();
            sum += slot.getLong(base + OPEN_INTEREST) + slot.getLong(base + LAST_PRICE) + tick.receivedAt();
            sum += slot.getLong(base + CLOSE_PRICE) + slot.getLong(base + SETTLEMENT_PRICE);
            sum += slot.getLong(base + LEVELS + LEVEL_BID_PRICE) + slot.getLong(base + LEVELS + LEVEL_ASK_PRICE);
        }
    }

    /** Heap, and what lies off it in buffers. */
    private static long used() {
        System.gc();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + buffers;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
