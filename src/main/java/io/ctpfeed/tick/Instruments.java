package io.ctpfeed.tick;

import java.util.Collection;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All instruments the feed has met, each with a small dense index by which every step of a tick's way keeps what it knows
 * of it ({@link InstrumentRecords}). A tick's instrument is looked up once, when its batch leaves the ring, and its index
 * goes along in its slot ({@link Tick#instrumentIndex}).
 *
 * <p>Looking up needs no lock, allocates nothing and may be done by any thread; adding takes a lock and publishes the new
 * entry safely. Nothing is ever removed: a day has some 25,000 instruments, a process lives for days. So that garbage
 * from a front cannot fill the memory, ticks add no more than {@link #MOST_BY_TICKS}; what a contract list or a
 * configuration names is always added.
 */
public final class Instruments {
    /** With so many known, a code that only a tick names gets no index. */
    public static final int MOST_BY_TICKS = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);
    private static final int FIRST_CAPACITY = 1 << 15;

    private final int mostByTicks;
    private volatile InstrumentTable table = new InstrumentTable(FIRST_CAPACITY);
    private volatile int version;
    private boolean warned;

    public Instruments() {
        this(MOST_BY_TICKS);
    }

    Instruments(int mostByTicks) {
        this.mostByTicks = mostByTicks;
    }

    /** Writes into each tick the index of its instrument, added if it was not known. */
    public void resolve(TickBatch batch) {
        DirectBuffer buffer = batch.buffer();
        for (int i = 0; i < batch.size(); i++) {
            int at = i * TickLayout.SLOT_LENGTH;
            int index = table.find(buffer, at + TickLayout.INSTRUMENT_ID);
            batch.buffer()
                    .putInt(
                            at + TickLayout.INSTRUMENT_INDEX,
                            index >= 0
                                    ? index
                                    : of(buffer, at + TickLayout.INSTRUMENT_ID).index());
        }
    }

    /** A tick's instrument; looked up where that was not done yet. Of one without an index, a new object each time. */
    public Instrument of(Tick tick) {
        int index = tick.instrumentIndex();
        if (index >= 0) {
            return get(index);
        }
        Instrument instrument = of(tick.buffer(), tick.offset() + TickLayout.INSTRUMENT_ID);
        tick.instrumentIndex(instrument.index());
        return instrument;
    }

    /**
     * The instrument whose code lies at {@code offset}, as a tick has it: ended by a NUL or after 80 bytes, all of which
     * must be readable. Added if it was not known; without an index where {@link #MOST_BY_TICKS} are.
     */
    public Instrument of(DirectBuffer buffer, int offset) {
        InstrumentTable known = table;
        int index = known.find(buffer, offset);
        return index >= 0 ? known.get(index) : add(buffer, offset, mostByTicks);
    }

    /** The instrument of that code, cut to the 80 bytes of CTP's field; added if it was not known. */
    public Instrument of(String id) {
        return add(InstrumentTable.key(id), 0, Integer.MAX_VALUE);
    }

    /** @param index as given by {@link Instrument#index()} */
    public Instrument get(int index) {
        return table.get(index);
    }

    public int size() {
        return table.size();
    }

    /** Grows after contracts were learned: what was derived from them is to be derived anew. */
    public int version() {
        return version;
    }

    /** Takes over what a contract list says. */
    public synchronized void learn(Collection<Contract> contracts) {
        for (Contract contract : contracts) {
            of(contract.instrumentId()).contract(contract);
        }
        version++;
    }

    private synchronized Instrument add(DirectBuffer buffer, int offset, int most) {
        InstrumentTable now = table;
        int index = now.find(buffer, offset);
        if (index >= 0) {
            return now.get(index);
        }
        if (now.size() >= most) {
            return beyond(InstrumentTable.text(buffer, offset));
        }
        InstrumentTable target = now.isFull() ? now.grown() : now;
        Instrument added = target.insert(buffer, offset);
        table = target; // a volatile write: the entry is seen whole
        return added;
    }

    private Instrument beyond(String id) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "{} instruments are known, and no list names {}: it and others like it are published without a"
                            + " number of their own; see what the fronts send, and restart the service",
                    size(),
                    id);
        }
        return new Instrument(id, Instrument.NO_INDEX);
    }
}
