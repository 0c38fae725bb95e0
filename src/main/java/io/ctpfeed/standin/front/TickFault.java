package io.ctpfeed.standin.front;

import io.ctpfeed.tick.TickLayout;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;

/**
 * A fault that strikes single ticks: the next so many, or every so many-th. Any thread.
 *
 * <p>Kinds of garbage: {@code nan}, {@code huge} (a price of 1e300), {@code negative} (volume), {@code unterminated} (no
 * NUL in any text), {@code unknown} (a code that no list has). Fields that may be altered: see {@link #FIELDS}.
 */
public final class TickFault {
    /** What happens to a tick that is struck. */
    public enum Kind {
        /** Not sent. */
        SKIP,
        /** Sent twice. */
        REPEAT,
        /** Sent after the instrument's next one. */
        REORDER,
        /** Sent as garbage. */
        GARBLE,
        /** Sent with one field slightly changed. */
        ALTER
    }

    private static final Map<String, Integer> FIELDS = Map.of(
            "lastPrice", TickLayout.LAST_PRICE,
            "openInterest", TickLayout.OPEN_INTEREST,
            "turnover", TickLayout.TURNOVER,
            "volume", TickLayout.VOLUME,
            "bidPrice1", TickLayout.LEVELS + TickLayout.LEVEL_BID_PRICE,
            "bidVolume1", TickLayout.LEVELS + TickLayout.LEVEL_BID_VOLUME,
            "askPrice1", TickLayout.LEVELS + TickLayout.LEVEL_ASK_PRICE,
            "askVolume1", TickLayout.LEVELS + TickLayout.LEVEL_ASK_VOLUME,
            "updateMillisec", TickLayout.UPDATE_MILLISEC);

    private final Kind kind;
    private final String detail;
    private final String instrument;
    private final long every;
    private final AtomicLong left;
    private final AtomicLong seen = new AtomicLong();

    private TickFault(Kind kind, String detail, String instrument, long every, long left) {
        this.kind = kind;
        this.detail = detail;
        this.instrument = instrument;
        this.every = every;
        this.left = new AtomicLong(left);
        if (kind == Kind.ALTER && !FIELDS.containsKey(detail)) {
            throw new IllegalArgumentException("field '" + detail + "' cannot be altered; these can: "
                    + FIELDS.keySet().stream().sorted().toList());
        }
    }

    /** Strikes the next {@code count} ticks. @param detail kind of garbage, field to alter, or empty */
    public static TickFault next(Kind kind, String detail, long count) {
        return new TickFault(kind, detail, "", 1, count);
    }

    /** Strikes every {@code nth} tick until the faults are cleared. */
    public static TickFault every(Kind kind, String detail, long nth) {
        return new TickFault(kind, detail, "", nth, Long.MAX_VALUE);
    }

    /** The same for one instrument only. */
    public TickFault of(String instrumentId) {
        return new TickFault(kind, detail, instrumentId, every, left.get());
    }

    Kind kind() {
        return kind;
    }

    /** Whether the fault strikes this tick. */
    boolean strikes(String instrumentId) {
        if (!instrument.isEmpty() && !instrument.equals(instrumentId)) {
            return false;
        }
        if (seen.incrementAndGet() % every != 0) {
            return false;
        }
        return left.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0;
    }

    boolean isSpent() {
        return left.get() == 0;
    }

    /** Damages the struct. */
    void damage(MutableDirectBuffer buffer, int at) {
        if (kind == Kind.ALTER) {
            alter(buffer, at + FIELDS.get(detail));
            return;
        }
        switch (detail.toLowerCase(Locale.ROOT)) {
            case "nan" -> buffer.putDouble(at + TickLayout.LAST_PRICE, Double.NaN);
            case "huge" -> buffer.putDouble(at + TickLayout.LAST_PRICE, 1e300);
            case "negative" -> buffer.putInt(at + TickLayout.VOLUME, -1);
            case "unterminated" -> {
                buffer.setMemory(at + TickLayout.TRADING_DAY, 80, (byte) 'X');
                buffer.setMemory(at + TickLayout.UPDATE_TIME, 12, (byte) 'X');
                buffer.setMemory(at + TickLayout.ACTION_DAY, 175, (byte) 'X');
            }
            default -> {
                buffer.setMemory(at + TickLayout.INSTRUMENT_ID, 81, (byte) 0);
                buffer.putStringWithoutLengthAscii(at + TickLayout.INSTRUMENT_ID, "zz9999");
            }
        }
    }

    private void alter(MutableDirectBuffer buffer, int field) {
        if (detail.startsWith("volume") || detail.contains("Volume") || detail.equals("updateMillisec")) {
            buffer.putInt(field, buffer.getInt(field) + 1);
        } else {
            buffer.putDouble(field, buffer.getDouble(field) + 1);
        }
    }
}
