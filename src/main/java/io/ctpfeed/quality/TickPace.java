package io.ctpfeed.quality;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long each instrument, in each part of the day, is usually silent between two ticks, and since when it is. Gaps
 * across breaks do not count. The classification writes, one thread at a time; questions may be asked by any thread, and
 * see the figures of a moment ago.
 *
 * <p>Some 100 bytes for each instrument and part that ever ticked: 25,000 instruments in four parts take 10 MB.
 */
public final class TickPace {
    /** What is no instant, no limit, no silence. */
    public static final long UNKNOWN = -1;

    static final int PARTS = DayPart.values().length;

    /** Silence below this is never unusual. */
    private static final long LEAST_LIMIT_NANOS = 60_000_000_000L;

    private static final int TIMES_USUAL = 3;

    private final Instruments instruments;
    private final TradingSessions sessions;
    private final Map<String, Integer> products = new ConcurrentHashMap<>();
    private volatile short[][] byProduct = new short[0][];
    private volatile Table table = new Table(new short[0][], new long[0], new long[0]);

    /**
     * By instrument, replaced when it grows.
     *
     * @param counts {@link #PARTS} to an instrument, null until it ticked in that part
     * @param stamped the exchange's instant of the last tick
     * @param received when that came
     */
    private record Table(short[][] counts, long[] stamped, long[] received) {}

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
        SessionWindows windows = sessions.at(now).windows(instrument);
        int window = windows.at(now);
        if (window < 0 || !windows.trades(window, now)) {
            return UNKNOWN;
        }
        return Math.max(0, now - Math.max(lastTickAt(instrument), windows.open(window)));
    }

    /** The part of the day that an instrument trades in now; null where it does not. */
    public DayPart part(Instrument instrument, long now) {
        SessionWindows windows = sessions.at(now).windows(instrument);
        int window = windows.at(now);
        return window < 0 || !windows.trades(window, now) ? null : windows.part(window);
    }

    /** When its last live tick came, nanoseconds since 1970, UTC; {@link #UNKNOWN} before the first. */
    public long lastTickAt(Instrument instrument) {
        Table known = table;
        int index = instrument.index();
        return index < known.received.length && known.received[index] != 0 ? known.received[index] : UNKNOWN;
    }

    /**
     * Silence beyond this is unusual: three times the 99.9th percentile of the instrument's own gaps in that part, a
     * minute at the least; by its product where fewer than 200 are known; {@link #UNKNOWN} where that is not known
     * either. Nanoseconds.
     */
    public long limit(Instrument instrument, DayPart part) {
        Table known = table;
        int at = instrument.index() * PARTS + part.ordinal();
        long usual = Gaps.usual(at < known.counts.length ? known.counts[at] : null);
        if (usual < 0 && instrument.contract() != null) {
            Integer product = products.get(
                    instrument.exchangeId() + '.' + instrument.contract().productId());
            usual = product == null ? -1 : Gaps.usual(byProduct[product * PARTS + part.ordinal()]);
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
        return products.computeIfAbsent(key, name -> {
            int slot = byProduct.length / PARTS;
            byProduct = Arrays.copyOf(byProduct, byProduct.length + PARTS);
            return slot;
        });
    }

    /** A live tick went by. The classification's thread. @param opened when its interval began to trade */
    void ticked(int index, int product, DayPart part, long opened, long stamped, long received) {
        Table now = table(index);
        long before = now.stamped[index];
        if (stamped > before) {
            if (before >= opened) {
                Gaps.add(counts(now.counts, index * PARTS + part.ordinal()), stamped - before);
                Gaps.add(counts(byProduct, product * PARTS + part.ordinal()), stamped - before);
            }
            now.stamped[index] = stamped;
        }
        now.received[index] = Math.max(received, now.received[index]);
    }

    Instruments instruments() {
        return instruments;
    }

    /** Null where nothing is known. */
    short[] counts(int index, int part) {
        short[][] all = table.counts;
        int at = index * PARTS + part;
        return at < all.length ? all[at] : null;
    }

    long stamped(int index) {
        return index < table.stamped.length ? table.stamped[index] : 0;
    }

    Map<String, Integer> products() {
        return products;
    }

    short[] productCounts(int product, int part) {
        return byProduct[product * PARTS + part];
    }

    void put(int index, int part, short[] counts) {
        table(index).counts[index * PARTS + part] = counts;
    }

    void putStamped(int index, long stamped) {
        table(index).stamped[index] = stamped;
    }

    void putProduct(String key, int part, short[] counts) {
        int slot = product(key); // may replace the array
        byProduct[slot * PARTS + part] = counts;
    }

    private Table table(int index) {
        Table now = table;
        if (index >= now.stamped.length) {
            int length = Math.max(index + 1, Math.max(1024, now.stamped.length * 2));
            now = new Table(
                    Arrays.copyOf(now.counts, length * PARTS),
                    Arrays.copyOf(now.stamped, length),
                    Arrays.copyOf(now.received, length));
            table = now;
        }
        return now;
    }

    private static short[] counts(short[][] all, int at) {
        if (all[at] == null) {
            all[at] = new short[Gaps.BUCKETS];
        }
        return all[at];
    }
}
