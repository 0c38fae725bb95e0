package io.ctpfeed.tick;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a step keeps of each instrument: records of one length, zero at first, found by {@link Instrument#index()}. They
 * lie off the heap, none across two lines of the cache, so that a step costs a tick one miss, not one for each figure.
 *
 * <p>One thread at a time writes and makes room. Others may read figures of eight bytes or less, and see them as they
 * were a moment ago: they take {@link #buffer} once and ask {@link #has} it.
 */
public final class InstrumentRecords {
    private static final int CACHE_LINE = 64;
    private static final int FIRST_CAPACITY = 1024;

    private final int shift;
    private volatile UnsafeBuffer buffer;

    /** @param length of a record in bytes: a power of two; beyond 64, whole lines */
    public InstrumentRecords(int length) {
        if (!BitUtil.isPowerOfTwo(length)) {
            throw new IllegalArgumentException("records of " + length + " bytes: not a power of two");
        }
        this.shift = Integer.numberOfTrailingZeros(length);
        this.buffer = allocate(FIRST_CAPACITY);
    }

    /** All records; replaced when it grows. */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Where the record of an instrument lies in what {@link #buffer} gives from now on; room is made. The writer. */
    public int at(int index) {
        int at = index << shift;
        if (at >= buffer.capacity()) {
            UnsafeBuffer grown = allocate(Math.max(index + 1, (buffer.capacity() >> shift) * 2));
            grown.putBytes(0, buffer, 0, buffer.capacity());
            buffer = grown;
        }
        return at;
    }

    /** Where the record lies in that buffer; -1 where it has none. Any thread. */
    public int find(MutableDirectBuffer in, int index) {
        int at = index << shift;
        return at >= 0 && at < in.capacity() ? at : -1;
    }

    /**
     * Reads a word of the record of each of these ticks' instruments, so that the processor fetches many lines at a time;
     * judged one by one, each tick would wait for its own. Before a step goes through them. The writer.
     *
     * @return something that depends on all: to be used, or the reading is optimized away
     */
    public long touch(TickBatch batch, int from, int to) {
        UnsafeBuffer records = buffer;
        long touched = 0;
        for (int i = from; i < to; i++) {
            int at = batch.instrumentIndex(i) << shift;
            touched += at >= 0 && at < records.capacity() ? records.getLong(at) : 0;
        }
        return touched;
    }

    private UnsafeBuffer allocate(int records) {
        return new UnsafeBuffer(BufferUtil.allocateDirectAligned(Math.multiplyExact(records, 1 << shift), CACHE_LINE));
    }
}
