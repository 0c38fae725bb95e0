package io.ctpfeed.tick;

import java.util.Locale;

/** What may be wrong with a tick by itself, or beside the one before it on its line. A tick may have several. */
public enum TickFlaw {
    /** The line's last one of its instrument once more: fronts send only what changed. */
    REPEATED,
    /** Stamped before the line's last one of its instrument. */
    OUT_OF_ORDER,
    /** Stamped more than five minutes before it came, or as long after. */
    STALE,
    /** Stamped when its product does not trade, or came then. */
    OUT_OF_SESSION,
    /** A price outside of its limits, what is no number, a volume or turnover that fell, a time that is none. */
    IMPLAUSIBLE;

    private final int bit = 1 << ordinal();
    private final String token = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its bit in {@link Tick#flaws()}. */
    public int bit() {
        return bit;
    }

    /** The word in messages, properties and metrics. */
    public String token() {
        return token;
    }
}
