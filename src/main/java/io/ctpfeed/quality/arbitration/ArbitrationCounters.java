package io.ctpfeed.quality.arbitration;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** What the arbitration decided, for each line. Written by its thread alone, read by any. */
public final class ArbitrationCounters {
    private static final int VERDICTS = Verdict.values().length;
    private static final long LONGEST_LAG_MICROS = 60_000_000;

    private final AtomicLongArray verdicts = new AtomicLongArray(VERDICTS);
    private final Map<String, LongAdder> missed = new ConcurrentHashMap<>();
    private final SingleWriterRecorder lags = new SingleWriterRecorder(LONGEST_LAG_MICROS, 2);
    private final Histogram all = new Histogram(LONGEST_LAG_MICROS, 2);

    /** Ticks of this line that were first, and went to the live subject. */
    public long first() {
        return verdicts.get(Verdict.NEWS.ordinal());
    }

    /** Ticks of this line that another (or itself) had brought already. */
    public long copies() {
        return verdicts.get(Verdict.COPY.ordinal());
    }

    /** Ticks of this line alone that came when a newer one was out. */
    public long late() {
        return verdicts.get(Verdict.LATE.ordinal());
    }

    /** Ticks older than all that is remembered, which were taken for copies. */
    public long undecided() {
        return verdicts.get(Verdict.UNDECIDED.ordinal());
    }

    /** Ticks that other lines brought and this one did not, by exchange. */
    public Map<String, Long> missed() {
        Map<String, Long> copy = new TreeMap<>();
        missed.forEach((exchange, count) -> copy.put(exchange, count.sum()));
        return copy;
    }

    /** By how many microseconds copies of this line came after the first, since the start; a copy. */
    public synchronized Histogram lagMicros() {
        all.add(lags.getIntervalHistogram());
        return all.copy();
    }

    void on(Verdict verdict) {
        int index = verdict.ordinal();
        verdicts.lazySet(index, verdicts.getPlain(index) + 1);
    }

    void onLag(long nanos) {
        lags.recordValue(Math.min(LONGEST_LAG_MICROS, nanos / 1000));
    }

    void onMissed(String exchange, int frames) {
        missed.computeIfAbsent(exchange, name -> new LongAdder()).add(frames);
    }
}
