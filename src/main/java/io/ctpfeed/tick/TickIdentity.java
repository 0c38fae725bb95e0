package io.ctpfeed.tick;

import static io.ctpfeed.tick.TickLayout.*;

import org.agrona.DirectBuffer;

/**
 * What makes two frames of two lines the same update, as a hash of 64 bits: what all fronts agree on, which is time, volume,
 * open interest, last, close and settlement price, best bid and ask. Left out: turnover and average price, which fronts of
 * CZCE round differently, and exchange, trading day and action day, which fronts fill differently. Equal identities may
 * occur in one stream: a quote of CZCE, without milliseconds, that goes there and back within a second.
 */
final class TickIdentity {
    /** DBL_MAX; above it come only what is infinite or no number. */
    private static final long NO_VALUE = Double.doubleToRawLongBits(Double.MAX_VALUE);

    private TickIdentity() {}

    /** Never 0. @param base where the tick's slot begins */
    static long of(DirectBuffer slot, int base) {
        long hash = mix(slot.getLong(base + UPDATE_TIME), 0x9E3779B97F4A7C15L);
        hash += mix(pair(slot.getInt(base + UPDATE_MILLISEC), slot.getInt(base + VOLUME)), 0xC2B2AE3D27D4EB4FL);
        hash += mix(value(slot.getLong(base + OPEN_INTEREST)), 0x165667B19E3779F9L);
        hash += mix(value(slot.getLong(base + LAST_PRICE)), 0x85EBCA77C2B2AE63L);
        hash += mix(value(slot.getLong(base + CLOSE_PRICE)), 0x27D4EB2F165667C5L);
        hash += mix(value(slot.getLong(base + SETTLEMENT_PRICE)), 0xD6E8FEB86659FD93L);
        int book = base + LEVELS;
        hash += mix(value(slot.getLong(book + LEVEL_BID_PRICE)), 0xA0761D6478BD642FL);
        hash += mix(value(slot.getLong(book + LEVEL_ASK_PRICE)), 0xE7037ED1A0B428DBL);
        int bids = slot.getInt(book + LEVEL_BID_VOLUME);
        hash += mix(pair(bids, slot.getInt(book + LEVEL_ASK_VOLUME)), 0x8EBC6AF09C88C6E3L);
        return hash == 0 ? 1 : hash;
    }

    /** Whatever stands for "no value" is the same, as it is to who reads the tick: see {@link Tick#isPresent}. */
    private static long value(long bits) {
        return (bits & Long.MAX_VALUE) >= NO_VALUE ? NO_VALUE : bits;
    }

    /** Of all that a front says of the market in it, time included: equal where a front sends the same frame once more. */
    static long content(DirectBuffer slot, int base) {
        long even = mix(slot.getLong(base + BANDING_UPPER_PRICE), 0x9E3779B97F4A7C15L);
        long odd = mix(slot.getLong(base + BANDING_LOWER_PRICE), 0xC2B2AE3D27D4EB4FL);
        for (int at = base + LAST_PRICE; at < base + ACTION_DAY - Long.BYTES; at += 2 * Long.BYTES) {
            even = even * 0x165667B19E3779F9L + fold(slot.getLong(at)); // two chains, which do not wait for each other
            odd = odd * 0x27D4EB2F165667C5L + fold(slot.getLong(at + Long.BYTES));
        }
        return even ^ Long.rotateLeft(odd, 32) ^ fold(slot.getLong(base + AVERAGE_PRICE));
    }

    private static long fold(long value) {
        return value ^ value >>> 32;
    }

    private static long pair(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    /** None waits for another's, as in a chain; a double's lower bits are mostly zero, so its upper ones go there too. */
    private static long mix(long value, long odd) {
        return (value ^ value >>> 32) * odd;
    }
}
