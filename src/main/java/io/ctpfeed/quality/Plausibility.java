package io.ctpfeed.quality;

import static io.ctpfeed.tick.TickLayout.*;

import io.ctpfeed.tick.Tick;
import org.agrona.DirectBuffer;

/**
 * Whether the figures of a tick can be true by themselves. DBL_MAX is "no value", and 0 what some fronts write for it; both
 * are fine anywhere. Stateless, allocates nothing.
 */
final class Plausibility {
    private static final int[] PRICES = {
        LAST_PRICE, LEVELS + LEVEL_BID_PRICE, LEVELS + LEVEL_ASK_PRICE, HIGHEST_PRICE, LOWEST_PRICE
    };
    private static final int[] AMOUNTS = {TURNOVER, OPEN_INTEREST};
    private static final int[] COUNTS = {VOLUME, LEVELS + LEVEL_BID_VOLUME, LEVELS + LEVEL_ASK_VOLUME};

    private Plausibility() {}

    /** @param limits whether its prices must lie within its limits: those of combinations may lie anywhere */
    static boolean holds(DirectBuffer slot, int base, boolean limits) {
        double upper = slot.getDouble(base + UPPER_LIMIT_PRICE);
        double lower = slot.getDouble(base + LOWER_LIMIT_PRICE);
        boolean limited = limits && isSet(upper) && Tick.isPresent(lower) && lower <= upper;
        for (int field : PRICES) {
            double price = slot.getDouble(base + field);
            if (!Double.isFinite(price) || limited && isSet(price) && (price > upper || price < lower)) {
                return false;
            }
        }
        for (int field : AMOUNTS) {
            double amount = slot.getDouble(base + field);
            if (!Double.isFinite(amount) || amount < 0) {
                return false;
            }
        }
        for (int field : COUNTS) {
            if (slot.getInt(base + field) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(double price) {
        return Tick.isPresent(price) && price != 0;
    }
}
