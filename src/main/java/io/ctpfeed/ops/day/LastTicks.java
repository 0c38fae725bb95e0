package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.InstrumentDay;
import io.ctpfeed.quality.reconcile.Published;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Of each instrument the number of its ticks, and of the last one what completeness is judged by. One thread writes and
 * allocates nothing a tick; any thread reads, without holding up the writer.
 */
final class LastTicks {
    private static final int FIRST_CAPACITY = 1_024;

    // A writer that is at it has begun one tick more than it has done.
    private static final int BEGUN = 0;
    private static final int DONE = 1;
    private static final int TIME = 2;
    private static final int VOLUME = 3;
    private static final int OPEN_INTEREST = 4;
    private static final int LAST_PRICE = 5;
    private static final int STRIDE = 6;

    private volatile AtomicLongArray slots = new AtomicLongArray(FIRST_CAPACITY * STRIDE);

    /** The writer. Nothing is kept of an instrument without an index. */
    void add(Tick tick, Instrument instrument) {
        if (instrument.index() == Instrument.NO_INDEX) {
            return;
        }
        put(instrument.index(), 1, tick.receivedAt(), tick.volume(), tick.openInterest(), tick.lastPrice());
    }

    /** The writer, before its first tick: what was known before a restart. */
    void restore(List<InstrumentDay> kept, Instruments instruments) {
        for (InstrumentDay each : kept) {
            Instrument instrument = instruments.of(each.instrumentId());
            if (instrument.index() != Instrument.NO_INDEX) {
                put(
                        instrument.index(),
                        each.ticks(),
                        each.lastAt(),
                        each.volume(),
                        number(each.openInterest()),
                        number(each.lastPrice()));
            }
        }
    }

    /** Null where there was none. */
    Published get(int index) {
        AtomicLongArray now = slots;
        int at = index * STRIDE;
        if (index == Instrument.NO_INDEX || at >= now.length()) {
            return null;
        }
        while (true) {
            long done = now.get(at + DONE);
            if (done == 0) {
                return null;
            }
            Published read = new Published(
                    done,
                    now.get(at + TIME),
                    (int) now.get(at + VOLUME),
                    Double.longBitsToDouble(now.get(at + OPEN_INTEREST)),
                    Double.longBitsToDouble(now.get(at + LAST_PRICE)));
            if (now.get(at + BEGUN) == done) {
                return read;
            }
            Thread.onSpinWait();
        }
    }

    /** Instruments have lower indexes than this. */
    int size() {
        return slots.length() / STRIDE;
    }

    private void put(int index, long ticks, long time, int volume, double openInterest, double lastPrice) {
        int at = index * STRIDE;
        AtomicLongArray now = slots;
        if (at >= now.length()) {
            now = grown(now, at + STRIDE);
        }
        long count = now.getPlain(at + DONE) + ticks;
        now.setRelease(at + BEGUN, count);
        now.setRelease(at + TIME, time);
        now.setRelease(at + VOLUME, volume);
        now.setRelease(at + OPEN_INTEREST, Double.doubleToRawLongBits(openInterest));
        now.setRelease(at + LAST_PRICE, Double.doubleToRawLongBits(lastPrice));
        now.setRelease(at + DONE, count);
    }

    private AtomicLongArray grown(AtomicLongArray now, int needed) {
        AtomicLongArray grown = new AtomicLongArray(Math.max(needed, now.length() * 2));
        for (int i = 0; i < now.length(); i++) {
            grown.setPlain(i, now.getPlain(i));
        }
        slots = grown;
        return grown;
    }

    private static double number(Double value) {
        return value == null ? Double.MAX_VALUE : value;
    }
}
