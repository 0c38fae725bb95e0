package io.ctpfeed.tick;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The hash table behind {@link Instruments}: open addressing, linear probing, at most half full. A slot is half a cache
 * line that holds hash, index and the first 16 bytes of the code, so that finding an instrument is one miss of the cache
 * for all but the longest codes. Slots are filled once and never changed; looking up needs no lock, adding the caller's.
 */
final class InstrumentTable {
    /** In longs: mark and index, two words of the code, one that fills up half a line. */
    private static final int SLOT = 4;

    private static final int INLINE_WORDS = 2;
    /** A key lies in whole words. */
    static final int KEY_LENGTH = TickLayout.INSTRUMENT_ID_LENGTH;

    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] slots;
    private final int mask;
    private final int shift;
    private final Instrument[] byIndex;
    private volatile int size;

    /** @param capacity instruments it can hold; a power of two */
    InstrumentTable(int capacity) {
        slots = new long[capacity * 2 * SLOT];
        mask = capacity * 2 - 1;
        shift = Integer.numberOfLeadingZeros(mask);
        byIndex = new Instrument[capacity];
    }

    /** The bytes of a code as {@link #find} wants them: cut to what CTP's field holds. */
    static DirectBuffer key(String id) {
        byte[] code = id.getBytes(StandardCharsets.ISO_8859_1);
        UnsafeBuffer key = new UnsafeBuffer(new byte[KEY_LENGTH]);
        key.putBytes(0, code, 0, Math.min(code.length, KEY_LENGTH));
        return key;
    }

    /** Index of the instrument whose code, ended by a NUL or by the end of the field, lies there; -1 if it is not here. */
    int find(DirectBuffer buffer, int offset) {
        long first = word(buffer, offset);
        long second = second(buffer, offset, first);
        int mark = mark(first, second, buffer, offset);
        for (int slot = mark >>> shift; ; slot = (slot + 1) & mask) {
            long head = (long) SLOTS.getAcquire(slots, slot * SLOT);
            if (head == 0) {
                return -1;
            }
            if ((int) (head >>> 32) == mark
                    && slots[slot * SLOT + 1] == first
                    && slots[slot * SLOT + 2] == second
                    && (isShort(second) || sameRest(byIndex[(int) head - 1].id(), buffer, offset))) {
                return (int) head - 1;
            }
        }
    }

    Instrument get(int index) {
        return byIndex[index];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == byIndex.length;
    }

    /** A code that is not here yet; not into a full table. */
    Instrument insert(DirectBuffer buffer, int offset) {
        Instrument added = new Instrument(text(buffer, offset), size);
        place(added, buffer, offset);
        size = added.index() + 1;
        return added;
    }

    /** One of twice the size with all of this one. */
    InstrumentTable grown() {
        InstrumentTable grown = new InstrumentTable(byIndex.length * 2);
        for (int i = 0; i < size; i++) {
            grown.place(byIndex[i], key(byIndex[i].id()), 0);
        }
        grown.size = size;
        return grown;
    }

    /** The code that lies there. */
    static String text(DirectBuffer buffer, int offset) {
        int length = 0;
        while (length < KEY_LENGTH && buffer.getByte(offset + length) != 0) {
            length++;
        }
        byte[] code = new byte[length];
        buffer.getBytes(offset, code);
        return new String(code, StandardCharsets.ISO_8859_1);
    }

    private void place(Instrument instrument, DirectBuffer buffer, int offset) {
        long first = word(buffer, offset);
        long second = second(buffer, offset, first);
        int mark = mark(first, second, buffer, offset);
        int slot = mark >>> shift;
        while (slots[slot * SLOT] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot * SLOT + 1] = first;
        slots[slot * SLOT + 2] = second;
        byIndex[instrument.index()] = instrument; // before it can be found
        SLOTS.setRelease(slots, slot * SLOT, (long) mark << 32 | instrument.index() + 1);
    }

    /** The upper half of a hash: each of its bits depends on each of the code. */
    private static int mark(long first, long second, DirectBuffer buffer, int offset) {
        long hash = (first ^ second * SPREAD) * SPREAD;
        boolean ended = isShort(second);
        for (int at = INLINE_WORDS * Long.BYTES; !ended && at < KEY_LENGTH; at += Long.BYTES) {
            long word = word(buffer, offset + at);
            hash = (hash ^ hash >>> 32 ^ word) * SPREAD;
            ended = isLast(word);
        }
        return (int) (hash >>> 32);
    }

    private static boolean sameRest(String id, DirectBuffer buffer, int offset) {
        for (int i = INLINE_WORDS * Long.BYTES; i < id.length(); i++) {
            if ((buffer.getByte(offset + i) & 0xFF) != id.charAt(i)) {
                return false;
            }
        }
        return id.length() == KEY_LENGTH || buffer.getByte(offset + id.length()) == 0;
    }

    private static boolean isShort(long second) {
        return isLast(second); // also where it ended in the first
    }

    /** Eight bytes of a code; zero from its NUL on, whatever comes behind. Codes differ in length: no branch to guess. */
    private static long word(DirectBuffer buffer, int at) {
        long word = buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
        long nul = (word - ONES) & ~word & HIGHS;
        return word & ((nul & -nul) >>> 7) - 1;
    }

    /** The second word, zero where the code ended in the first. */
    private static long second(DirectBuffer buffer, int offset, long first) {
        long goesOn = (first >>> 56) + 0xFF >>> 8;
        return word(buffer, offset + Long.BYTES) & -goesOn;
    }

    /** Whether a code ends within that word. */
    private static boolean isLast(long word) {
        return word >>> 56 == 0;
    }
}
