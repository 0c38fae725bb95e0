package io.ctpfeed.tick;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.agrona.DirectBuffer;

/**
 * All instruments the feed has met, found by the bytes of their code without allocating.
 *
 * <p>Looking up needs no lock and may be done by any thread; adding takes one and publishes the new entry safely.
 * Nothing is ever removed: a day has some 25,000 instruments, a process lives for days.
 */
public final class Instruments {
    private static final int NO_HASH = 0;

    private volatile Table table = new Table(1 << 16);

    /** The instrument whose NUL-terminated code lies at {@code offset}; added if it was not known. */
    public Instrument of(DirectBuffer buffer, int offset) {
        int length = 0;
        int hash = 17;
        for (byte b; length < TickLayout.INSTRUMENT_ID_LENGTH && (b = buffer.getByte(offset + length)) != 0; length++) {
            hash = 31 * hash + b;
        }
        Instrument found = table.find(spread(hash), buffer, offset, length);
        if (found != null) {
            return found;
        }
        byte[] code = new byte[length];
        buffer.getBytes(offset, code);
        return add(code, spread(hash));
    }

    /** The instrument of that code; added if it was not known. */
    public Instrument of(String id) {
        byte[] code = id.getBytes(StandardCharsets.ISO_8859_1);
        int hash = 17;
        for (byte b : code) {
            hash = 31 * hash + b;
        }
        return add(code, spread(hash));
    }

    /** @param index as given by {@link Instrument#index()} */
    public Instrument get(int index) {
        return table.byIndex[index];
    }

    public int size() {
        return table.size;
    }

    /** Takes over what a contract list says. */
    public void learn(Collection<Contract> contracts) {
        for (Contract contract : contracts) {
            of(contract.instrumentId()).contract(contract);
        }
    }

    private synchronized Instrument add(byte[] code, int hash) {
        Table now = table;
        Instrument found = now.find(hash, code);
        if (found != null) {
            return found;
        }
        Table target = now.size * 2 >= now.hashes.length ? now.grown() : now;
        Instrument added = target.insert(code, hash);
        table = target; // a volatile write: the entry is seen whole
        return added;
    }

    private static int spread(int hash) {
        int spread = hash * 0x9E3779B9;
        spread ^= spread >>> 16;
        return spread == NO_HASH ? 1 : spread;
    }

    /** Open addressing, linear probing, at most half full. Slots are filled once and never changed. */
    private static final class Table {
        final int[] hashes;
        final byte[][] codes;
        final Instrument[] instruments;
        final Instrument[] byIndex;
        volatile int size;

        Table(int slots) {
            hashes = new int[slots];
            codes = new byte[slots][];
            instruments = new Instrument[slots];
            byIndex = new Instrument[slots / 2 + 1];
        }

        Instrument find(int hash, DirectBuffer buffer, int offset, int length) {
            int mask = hashes.length - 1;
            for (int slot = hash & mask; hashes[slot] != NO_HASH; slot = (slot + 1) & mask) {
                if (hashes[slot] == hash && same(codes[slot], buffer, offset, length)) {
                    return instruments[slot];
                }
            }
            return null;
        }

        Instrument find(int hash, byte[] code) {
            int mask = hashes.length - 1;
            for (int slot = hash & mask; hashes[slot] != NO_HASH; slot = (slot + 1) & mask) {
                if (hashes[slot] == hash && Arrays.equals(codes[slot], code)) {
                    return instruments[slot];
                }
            }
            return null;
        }

        Instrument insert(byte[] code, int hash) {
            Instrument added = new Instrument(new String(code, StandardCharsets.ISO_8859_1), size);
            byIndex[added.index()] = added; // before it can be found
            place(code, hash, added);
            size = added.index() + 1;
            return added;
        }

        private void place(byte[] code, int hash, Instrument instrument) {
            int mask = hashes.length - 1;
            int slot = hash & mask;
            while (hashes[slot] != NO_HASH) {
                slot = (slot + 1) & mask;
            }
            codes[slot] = code;
            instruments[slot] = instrument;
            hashes[slot] = hash;
        }

        Table grown() {
            Table grown = new Table(hashes.length * 2);
            for (int slot = 0; slot < hashes.length; slot++) {
                if (hashes[slot] != NO_HASH) {
                    grown.place(codes[slot], hashes[slot], instruments[slot]);
                }
            }
            System.arraycopy(byIndex, 0, grown.byIndex, 0, size);
            grown.size = size;
            return grown;
        }

        private static boolean same(byte[] code, DirectBuffer buffer, int offset, int length) {
            if (code == null || code.length != length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (code[i] != buffer.getByte(offset + i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
