package io.ctpfeed.quality;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.InstrumentRecords;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.MutableDirectBuffer;

/**
 * How long each instrument, in each part of the day, is usually silent between two ticks, and since when it is. Gaps
 * across breaks do not count. The classification writes, one thread at a time; questions may be asked by any thread, and
 * see the figures of a moment ago.
 *
 * <p>Some 40 bytes for each instrument, and 100 for each part in which it ever was silent for ten seconds: 25,000 take
 * between 1 and 11 MB.
 */
public final class TickPace {
    /** What is no instant, no limit, no silence. */
    public static final long UNKNOWN = -1;

    static final int PARTS = DayPart.values().length;

    /** Silence below this is never unusual. */
    private static final long LEAST_LIMIT_NANOS = 60_000_000_000L;

    private static final int TIMES_USUAL = 3;

    /** Of a record: the exchange's instant of the last tick. */
    private static final int STAMPED = 0;
    /** When that came. */
    private static final int RECEIVED = 8;

    private static final int LENGTH = 16;

    private final Instruments instruments;
    private final TradingSessions sessions;
    private final Map<String, Integer> products = new ConcurrentHashMap<>();
    /** {@link #PARTS} to a product. */
    private final GapCounts byProduct = new GapCounts();
    /** {@link #PARTS} to an instrument. */
    private final GapCounts byInstrument = new GapCounts();

    private final InstrumentRecords lastTicks = new InstrumentRecords(LENGTH);

    public TickPace(Instruments instruments, Schedule schedule) {
        this.instruments = instruments;
        this.sessions = new TradingSessions(schedule);
    }

    /**
     * How long an instrument has been silent within the interval that trades now, in nanoseconds; {@link #UNKNOWN}
     * outside of any, and in an auction: silence means nothing then.
     *
     * @param now nanoseconds since 1970, UTC
     */
    public long silentFor(Instrument instrument, long now) {
        return silentFor(instrument, lastTickAt(instrument), now);
    }

    /** Likewise, by another's word on when it was heard last: that of one line. @param heardAt nanoseconds since 1970, UTC */
    public long silentFor(Instrument instrument, long heardAt, long now) {
        SessionWindows windows = sessions.at(now).windows(instrument);
        int window = windows.at(now);
        if (window < 0 || !windows.trades(window, now)) {
            return UNKNOWN;
        }
        return Math.max(0, now - Math.max(heardAt, windows.open(window)));
    }

    /** The part of the day that an instrument trades in now; null where it does not. */
    public DayPart part(Instrument instrument, long now) {
        SessionWindows windows = sessions.at(now).windows(instrument);
        int window = windows.at(now);
        return window < 0 || !windows.trades(window, now) ? null : windows.part(window);
    }

    /** Whether it may tick now: it trades, or has its auction. */
    public boolean isOpen(Instrument instrument, long now) {
        SessionWindows windows = sessions.at(now).windows(instrument);
        int window = windows.at(now);
        return window >= 0 && now <= windows.close(window);
    }

    /** Whether silence of it can mean anything: not of combinations and TAS, which carry few fields and no last price. */
    public static boolean hasPace(Instrument instrument) {
        return !TradingSessions.isDerived(instrument.contract());
    }

    /** When its last live tick came, nanoseconds since 1970, UTC; {@link #UNKNOWN} before the first. */
    public long lastTickAt(Instrument instrument) {
        long received = lastTick(instrument.index(), RECEIVED);
        return received != 0 ? received : UNKNOWN;
    }

    /**
     * Silence beyond this is unusual: three times the 99.9th percentile of the instrument's own gaps in that part, a
     * minute at the least; by its product where fewer than 200 are known; {@link #UNKNOWN} where that is not known
     * either. Nanoseconds.
     */
    public long limit(Instrument instrument, DayPart part) {
        long usual = instrument.index() < 0 ? UNKNOWN : Gaps.usual(counts(instrument.index(), part.ordinal()));
        if (usual < 0 && instrument.contract() != null) {
            Integer product = products.get(
                    instrument.exchangeId() + '.' + instrument.contract().productId());
            usual = product == null ? UNKNOWN : Gaps.usual(productCounts(product, part.ordinal()));
        }
        return usual < 0 ? UNKNOWN : Math.max(LEAST_LIMIT_NANOS, TIMES_USUAL * usual);
    }

    /** Writes all of it to a file, whole or not at all. Any thread. */
    public void save(Path file) throws IOException {
        PaceFile.write(file, this);
    }

    /**
     * Takes over what a file holds; to be called before the first tick.
     *
     * @return false where there is no file, or none that can be used, which the log says: the pace is learned anew
     */
    public boolean load(Path file) {
        return PaceFile.read(file, this);
    }

    /** Slot of a product. The classification's thread. */
    int product(String key) {
        return products.computeIfAbsent(key, name -> products.size());
    }

    long touch(TickBatch batch, int from, int to) {
        long touched = lastTicks.touch(batch, from, to);
        for (int i = from; i < to; i++) {
            touched += byInstrument.touch(batch.instrumentIndex(i) * PARTS);
        }
        return touched;
    }

    /** A live tick went by. The classification's thread. @param opened when its interval began to trade */
    void ticked(int index, int product, DayPart part, long opened, long stamped, long received) {
        int at = lastTicks.at(index);
        MutableDirectBuffer last = lastTicks.buffer();
        long before = last.getLong(at + STAMPED);
        if (stamped < before) {
            return; // another line's copy of what is known: it says nothing of when the instrument ticked
        }
        if (stamped > before) {
            if (before >= opened) {
                byInstrument.add(index * PARTS + part.ordinal(), stamped - before);
                byProduct.add(product * PARTS + part.ordinal(), stamped - before);
            }
            last.putLong(at + STAMPED, stamped);
        }
        last.putLong(at + RECEIVED, Math.max(received, last.getLong(at + RECEIVED)));
    }

    Instruments instruments() {
        return instruments;
    }

    /** Null where nothing is known. */
    short[] counts(int index, int part) {
        return byInstrument.get(index * PARTS + part);
    }

    long stamped(int index) {
        return lastTick(index, STAMPED);
    }

    Map<String, Integer> products() {
        return products;
    }

    /** Null where nothing is known. */
    short[] productCounts(int product, int part) {
        return byProduct.get(product * PARTS + part);
    }

    void put(int index, int part, short[] counts) {
        byInstrument.put(index * PARTS + part, counts);
    }

    void putStamped(int index, long stamped) {
        int at = lastTicks.at(index);
        lastTicks.buffer().putLong(at + STAMPED, stamped);
    }

    void putProduct(String key, int part, short[] counts) {
        byProduct.put(product(key) * PARTS + part, counts);
    }

    /** 0 where there was none. */
    private long lastTick(int index, int figure) {
        MutableDirectBuffer known = lastTicks.buffer();
        int at = lastTicks.find(known, index);
        return at < 0 ? 0 : known.getLong(at + figure);
    }
}
