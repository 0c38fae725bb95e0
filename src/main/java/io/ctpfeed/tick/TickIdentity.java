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
    private TickIdentity() {}

    /** Never 0. */
    static long of(DirectBuffer slot, int base) {
        long hash = slot.getLong(base + UPDATE_TIME);
        hash = mix(hash, (long) slot.getInt(base + UPDATE_MILLISEC) << 32 | slot.getInt(base + VOLUME) & 0xFFFF_FFFFL);
        hash = mix(hash, slot.getLong(base + OPEN_INTEREST));
        hash = mix(hash, slot.getLong(base + LAST_PRICE));
        hash = mix(hash, slot.getLong(base + CLOSE_PRICE));
        hash = mix(hash, slot.getLong(base + SETTLEMENT_PRICE));
        hash = mix(hash, slot.getLong(base + LEVELS + LEVEL_BID_PRICE));
        hash = mix(hash, slot.getLong(base + LEVELS + LEVEL_ASK_PRICE));
        int bids = slot.getInt(base + LEVELS + LEVEL_BID_VOLUME);
        hash = mix(hash, (long) bids << 32 | slot.getInt(base + LEVELS + LEVEL_ASK_VOLUME) & 0xFFFF_FFFFL);
        return hash == 0 ? 1 : hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 32;
    }
}
