package io.ctpfeed.tick;

import java.util.Locale;

/**
 * What a tick is to its market: CTP sends more than what is traded now, and says of none what it is. Consumers of live
 * prices want {@link #LIVE} and {@link #AUCTION}.
 */
public enum TickClass {
    /** From continuous trading, as it happens. */
    LIVE,
    /** From a call auction: most of all its result, at 20:59, 08:59 or 09:29. */
    AUCTION,
    /** The last known state, pushed by the front on subscribing; may be hours old. */
    SNAPSHOT,
    /** After the close, with close or settlement price. */
    CLOSING,
    /** Neither of these: too old, outside of any session, or behind what was already seen. */
    STALE;

    private static final TickClass[] BY_CODE = new TickClass[values().length + 1];

    static {
        for (TickClass each : values()) {
            BY_CODE[each.code()] = each;
        }
    }

    private final String token = name().toLowerCase(Locale.ROOT);

    /** The byte in a slot, from 1. */
    public byte code() {
        return (byte) (ordinal() + 1);
    }

    /** The word in messages and metrics. */
    public String token() {
        return token;
    }

    /** @return null for any byte that is no class's */
    static TickClass of(byte code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
