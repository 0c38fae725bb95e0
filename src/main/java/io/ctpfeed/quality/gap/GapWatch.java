package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.PerLine;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.InstrumentRecords;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.WallClock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.MutableDirectBuffer;

/**
 * A step of the way of every tick, after the arbitration: notes which line brings which instrument, and when lines and
 * products were heard last. {@link GapDetector} draws the conclusions, on another thread. Sees copies too, for they show
 * that their line lives; marks ticks as seen and changes nothing else of them, throws for none.
 *
 * <p>One thread at a time. No allocation but for a product that is new. "Now" is when a tick is looked at, not when it was
 * received: of two rings, one may be behind.
 */
public final class GapWatch {
    /** Lines beyond are not told apart. */
    static final int MOST_LINES = 31;

    private static final int VOLUME = 0;
    private static final int DAY = 4;
    /** A bit for each line that brought it. */
    private static final int LINES = 8;
    /** Slot of its product, from 1; 0 while not looked up. */
    private static final int PRODUCT = 12;

    private static final int LENGTH = 16;
    /** Ticks of which what is kept is fetched together. */
    private static final int AHEAD = 32;

    private final Instruments instruments;
    private final InstrumentRecords records = new InstrumentRecords(LENGTH);
    private final Map<String, Integer> slots = new ConcurrentHashMap<>();
    private final Tick view = new Tick();
    private final int[] owed = new int[MOST_LINES];
    private volatile ProductPulse[] products = {};
    private final PerLine<LinePulse> lines = new PerLine<>(LinePulse::new);
    private volatile long firstLiveAt;
    private int version;
    private long touched;

    public GapWatch(Instruments instruments) {
        this.instruments = instruments;
    }

    /** Notes each tick that was not seen yet. A batch is of one line. */
    public synchronized void watch(TickBatch batch) {
        if (batch.size() == 0 || view.wrap(batch, 0).line() >= MOST_LINES) {
            return;
        }
        long now = WallClock.epochNanos();
        int line = view.line();
        follow();
        boolean news = false;
        for (int from = 0; from < batch.size(); from += AHEAD) {
            int to = Math.min(batch.size(), from + AHEAD);
            touched += records.touch(batch, from, to);
            for (int i = from; i < to; i++) {
                news |= note(view.wrap(batch, i), line, now);
            }
        }
        settle(line, news, now);
    }

    /** For routes that want each tick by itself. */
    public synchronized void watch(Tick tick) {
        int line = tick.line();
        if (line < MOST_LINES) {
            long now = WallClock.epochNanos();
            follow();
            settle(line, note(tick, line, now), now);
        }
    }

    /** When the first live tick since the start was looked at; 0: none yet. */
    long firstLiveAt() {
        return firstLiveAt;
    }

    LinePulse line(int line) {
        return lines.of(line);
    }

    /** All that were met, of contracts that are known. */
    Collection<ProductPulse> products() {
        return Arrays.asList(products).subList(Math.min(1, products.length), products.length);
    }

    /** A bit for each line that ever brought it. Any thread. */
    int linesOf(int index) {
        return figure(index, LINES);
    }

    /** Its volume of that trading day; 0 where its last tick was of another. Any thread. */
    int volume(int index, int day) {
        return figure(index, DAY) == day ? figure(index, VOLUME) : 0;
    }

    /** Trading day of its last tick, yyyyMMdd. Any thread. */
    int day(int index) {
        return figure(index, DAY);
    }

    private int figure(int index, int figure) {
        MutableDirectBuffer known = records.buffer();
        int at = records.find(known, index);
        return at < 0 ? 0 : known.getInt(at + figure);
    }

    /** @return whether it was not seen before */
    private boolean note(Tick tick, int line, long now) {
        if (tick.isWatched()) {
            return false;
        }
        tick.markWatched();
        int index = tick.instrumentIndex();
        if (index < 0) {
            return true;
        }
        int at = records.at(index);
        MutableDirectBuffer kept = records.buffer();
        int carriers = kept.getInt(at + LINES);
        if ((carriers & 1 << line) == 0) {
            kept.putInt(at + LINES, carriers | 1 << line);
        }
        int day = tick.feedTradingDay();
        if (day != 0) {
            boolean same = kept.getInt(at + DAY) == day;
            kept.putInt(at + VOLUME, same ? Math.max(kept.getInt(at + VOLUME), tick.volume()) : tick.volume());
            kept.putInt(at + DAY, day);
        }
        TickClass tickClass = tick.tickClass();
        if (tickClass == TickClass.LIVE || tickClass == TickClass.AUCTION) {
            int slot = kept.getInt(at + PRODUCT);
            if (slot == 0) {
                slot = slot(instruments.get(index));
                kept.putInt(at + PRODUCT, slot);
            }
            products[slot - 1].heard(now);
            boolean first = !tick.isTaken() && !tick.isLate(); // a copy proves nothing: the others had it
            for (int others = first ? carriers & ~(1 << line) : 0; others != 0; others &= others - 1) {
                owed[Integer.numberOfTrailingZeros(others)]++;
            }
            if (firstLiveAt == 0) {
                firstLiveAt = now;
            }
        }
        return true;
    }

    private void settle(int line, boolean news, long now) {
        if (news) {
            line(line).heard(now);
        }
        for (int other = 0; other < owed.length && other < lines.size(); other++) {
            if (owed[other] > 0) {
                line(other).owes(owed[other], now);
                owed[other] = 0;
            }
        }
    }

    /** A contract list may have named what was unknown. */
    private void follow() {
        int latest = instruments.version();
        if (latest != version) {
            version = latest;
            MutableDirectBuffer kept = records.buffer();
            for (int at = 0; at < kept.capacity(); at += LENGTH) {
                kept.putInt(at + PRODUCT, 0);
            }
        }
    }

    /** The first is that of instruments without contract. */
    private int slot(Instrument instrument) {
        if (products.length == 0) {
            products = new ProductPulse[] {new ProductPulse(instrument)};
        }
        Contract contract = instrument.contract();
        if (contract == null) {
            return 1;
        }
        return slots.computeIfAbsent(instrument.exchangeId() + '.' + contract.productId(), name -> {
            ProductPulse[] more = Arrays.copyOf(products, products.length + 1);
            more[more.length - 1] = new ProductPulse(instrument);
            products = more;
            return more.length;
        });
    }
}
