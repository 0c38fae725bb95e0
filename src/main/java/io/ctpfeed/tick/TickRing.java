package io.ctpfeed.tick;

import static io.ctpfeed.tick.TickLayout.SLOT_LENGTH;
import static io.ctpfeed.tick.TickLayout.STRUCT_LENGTH;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bounded, off-heap ring between a line's vendor thread and the thread that drains it.
 *
 * <p>One thread offers, one drains; counters may be read by any. Offering copies 584 bytes, allocates nothing and never
 * blocks: into a full ring it is refused and counted. What was read stays in the ring until it is released, so a reader
 * that fails, or its successor, finds it again.
 */
public final class TickRing {
    private static final int CACHE_LINE = 128;

    private final int capacity;
    private final int mask;
    private final int line;
    private final ByteBuffer memory;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer struct = new UnsafeBuffer(0, 0);

    // One writer each; a padded word apart in memory of their own.
    private final UnsafeBuffer counters =
            new UnsafeBuffer(ByteBuffer.allocateDirect(CACHE_LINE * 4).order(ByteOrder.nativeOrder()));
    private static final int TAIL = CACHE_LINE;
    private static final int OVERFLOWS = CACHE_LINE + 8;
    private static final int HEAD = CACHE_LINE * 2;
    private long headSeenByWriter;

    /**
     * @param capacity ticks it can hold; rounded up to a power of two; 640 bytes each
     * @param line index of the line that it serves, written into each tick
     */
    public TickRing(int capacity, int line) {
        this.capacity = BitUtil.findNextPositivePowerOfTwo(capacity);
        this.mask = this.capacity - 1;
        this.line = line;
        this.memory = BufferUtil.allocateDirectAligned(Math.multiplyExact(this.capacity, SLOT_LENGTH), 64);
        this.slots = new UnsafeBuffer(memory);
    }

    /**
     * Takes the struct at a native address; the writer's thread only.
     *
     * @param address of a {@code CThostFtdcDepthMarketDataField}
     * @param receivedAt nanoseconds since 1970, UTC
     * @return false if the ring is full: the tick is lost on this line, and counted
     */
    public boolean offer(long address, long receivedAt) {
        struct.wrap(address, STRUCT_LENGTH);
        long tail = counters.getLong(TAIL);
        if (tail - headSeenByWriter >= capacity) {
            headSeenByWriter = counters.getLongVolatile(HEAD);
            if (tail - headSeenByWriter >= capacity) {
                counters.putLongOrdered(OVERFLOWS, counters.getLong(OVERFLOWS) + 1);
                return false;
            }
        }
        int base = (int) (tail & mask) * SLOT_LENGTH;
        slots.putBytes(base, struct, 0, STRUCT_LENGTH);
        slots.putLong(base + TickLayout.RECEIVED_AT, receivedAt);
        slots.putLong(base + TickLayout.EVENT_TIME, 0);
        slots.putLong(base + TickLayout.SEQUENCE, 0);
        slots.putInt(base + TickLayout.INSTRUMENT_INDEX, -1);
        slots.putInt(base + TickLayout.LINE, line);
        slots.putInt(base + TickLayout.FLAGS, 0);
        slots.putInt(base + TickLayout.FEED_TRADING_DAY, 0);
        slots.putLong(base + TickLayout.IDENTITY, 0);
        slots.putByte(base + TickLayout.TICK_CLASS, (byte) 0);
        slots.putByte(base + TickLayout.FLAWS, (byte) 0);
        counters.putLongVolatile(TAIL, tail + 1); // before the writer looks whether the reader sleeps
        return true;
    }

    /** Ticks that wait; any thread, at a moment already past. */
    public int depth() {
        long head = counters.getLongVolatile(HEAD);
        return (int) (counters.getLongVolatile(TAIL) - head);
    }

    /**
     * What the ring holds now, oldest first, copied into a batch of its own; the reader's thread only. The ticks stay in
     * the ring until {@link #release}.
     *
     * @param limit ticks at the most
     * @return null if the ring is empty
     */
    public TickBatch peek(int limit) {
        return peek(0, limit);
    }

    /**
     * The same from behind the oldest ticks.
     *
     * @param skip so many of the oldest are left out; not more than wait
     */
    public TickBatch peek(int skip, int limit) {
        long head = counters.getLong(HEAD) + skip;
        int count = (int) Math.min(counters.getLongVolatile(TAIL) - head, limit);
        if (count == 0) {
            return null;
        }
        TickBatch batch = new TickBatch(count);
        int first = (int) (head & mask);
        int untilEnd = Math.min(count, capacity - first);
        batch.appendSlots(slots, first * SLOT_LENGTH, untilEnd);
        if (untilEnd < count) {
            batch.appendSlots(slots, 0, count - untilEnd);
        }
        return batch;
    }

    /**
     * When a tick that waits was received, nanoseconds since 1970; the reader's thread only.
     *
     * @param skip how many that wait are older
     */
    public long receivedAt(int skip) {
        return slots.getLong((int) (counters.getLong(HEAD) + skip & mask) * SLOT_LENGTH + TickLayout.RECEIVED_AT);
    }

    /** Frees the oldest {@code count} ticks; one thread at a time. */
    public void release(int count) {
        counters.putLongOrdered(HEAD, counters.getLong(HEAD) + count);
    }

    public int capacity() {
        return capacity;
    }

    /** Ticks taken since the ring was made. */
    public long offered() {
        return counters.getLongVolatile(TAIL);
    }

    /** Ticks refused because the ring was full. */
    public long overflows() {
        return counters.getLongVolatile(OVERFLOWS);
    }
}
