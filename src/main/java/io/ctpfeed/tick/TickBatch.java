package io.ctpfeed.tick;

import static io.ctpfeed.tick.TickLayout.SLOT_LENGTH;
import static io.ctpfeed.tick.TickLayout.STRUCT_LENGTH;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ticks that a ring held at one moment, in the order they were received: the body of an exchange of {@code ctp:}.
 *
 * <p>A batch owns its memory, so it stays valid wherever a route hands it. It is written by the thread that runs the
 * route (steps mark ticks in place), and may be read by others once handed over.
 */
public final class TickBatch implements Iterable<Tick> {
    private final UnsafeBuffer buffer;
    private final int capacity;
    private final Tick view = new Tick();
    private int size;

    /** @param capacity ticks it can hold */
    public TickBatch(int capacity) {
        this.capacity = capacity;
        this.buffer = new UnsafeBuffer(new byte[capacity * SLOT_LENGTH]);
    }

    public int size() {
        return size;
    }

    /** The tick at {@code index} through this batch's own view: valid until the next call, for the owning thread. */
    public Tick get(int index) {
        return view.wrap(this, index);
    }

    /** {@link Tick#instrumentIndex} of the tick at {@code index}. */
    public int instrumentIndex(int index) {
        return buffer.getInt(index * SLOT_LENGTH + TickLayout.INSTRUMENT_INDEX);
    }

    /** A view of its own of the tick at {@code index}. */
    public Tick view(int index) {
        return new Tick(this, index);
    }

    /** Views of their own, one a tick: what Camel's {@code split} walks. */
    @Override
    public Iterator<Tick> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Tick next() {
                if (next >= size) {
                    throw new NoSuchElementException("tick " + next + " of a batch of " + size);
                }
                return view(next++);
            }
        };
    }

    /** A batch of its own that holds a copy of the tick at {@code index}. */
    public TickBatch single(int index) {
        TickBatch one = new TickBatch(1);
        one.append(buffer, index * SLOT_LENGTH, SLOT_LENGTH);
        return one;
    }

    /**
     * Appends a tick from a struct as the vendor gives it; the metadata is: received at that instant, instrument not
     * resolved.
     *
     * @param receivedAt nanoseconds since 1970, UTC
     * @param line index of the line it came by
     */
    public Tick append(DirectBuffer struct, int offset, long receivedAt, int line) {
        int base = append(struct, offset, STRUCT_LENGTH);
        buffer.putLong(base + TickLayout.RECEIVED_AT, receivedAt);
        buffer.putInt(base + TickLayout.INSTRUMENT_INDEX, -1);
        buffer.putInt(base + TickLayout.LINE, line);
        return get(size - 1);
    }

    /** Appends whole slots, as a ring holds them. */
    void appendSlots(DirectBuffer slots, int offset, int count) {
        buffer.putBytes(size * SLOT_LENGTH, slots, offset, count * SLOT_LENGTH);
        size += count;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    private int append(DirectBuffer source, int offset, int length) {
        if (size == capacity) {
            throw new IllegalStateException("batch is full: " + capacity + " ticks");
        }
        int base = size * SLOT_LENGTH;
        buffer.putBytes(base, source, offset, length);
        size++;
        return base;
    }

    @Override
    public String toString() {
        return "TickBatch[" + size + "]";
    }
}
