package io.ctpfeed.tick;

import static io.ctpfeed.tick.TickLayout.*;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Structs as fronts send them, and as none should: for tests. */
public final class TickStructs {
    /** Offsets of all doubles of the struct but the levels'. */
    public static final int[] DOUBLES = {
        LAST_PRICE, PRE_SETTLEMENT_PRICE, PRE_CLOSE_PRICE, PRE_OPEN_INTEREST, OPEN_PRICE, HIGHEST_PRICE, LOWEST_PRICE,
        TURNOVER, OPEN_INTEREST, CLOSE_PRICE, SETTLEMENT_PRICE, UPPER_LIMIT_PRICE, LOWER_LIMIT_PRICE, PRE_DELTA,
        CURR_DELTA, AVERAGE_PRICE, BANDING_UPPER_PRICE, BANDING_LOWER_PRICE
    };

    private TickStructs() {}

    /** An ordinary future's tick: five-cent prices, one level, no settlement yet. */
    public static UnsafeBuffer ordinary(String instrument, int volume) {
        UnsafeBuffer struct = new UnsafeBuffer(new byte[STRUCT_LENGTH]);
        text(struct, TRADING_DAY, "20251124");
        text(struct, ACTION_DAY, "20251124");
        text(struct, UPDATE_TIME, "09:30:01");
        text(struct, INSTRUMENT_ID, instrument);
        struct.putInt(UPDATE_MILLISEC, 500);
        double last = 3500 + volume % 200 * 0.2;
        double[] values = {
            last,
            3498,
            3501,
            1_234_567,
            3502.2,
            3550.4,
            3480.6,
            volume * last * 10,
            1_240_000 + volume % 1000,
            Double.MAX_VALUE,
            Double.MAX_VALUE,
            3743,
            3253,
            Double.MAX_VALUE,
            Double.MAX_VALUE,
            volume == 0 ? Double.MAX_VALUE : 35_012.0 + 100.0 / 3 * (volume % 77),
            0,
            0
        };
        for (int i = 0; i < DOUBLES.length; i++) {
            struct.putDouble(DOUBLES[i], values[i]);
        }
        struct.putInt(VOLUME, volume);
        for (int level = 0; level < 5; level++) {
            int base = LEVELS + level * LEVEL_LENGTH;
            struct.putDouble(base + LEVEL_BID_PRICE, level == 0 ? last - 0.2 : Double.MAX_VALUE);
            struct.putDouble(base + LEVEL_ASK_PRICE, level == 0 ? last + 0.2 : Double.MAX_VALUE);
            struct.putInt(base + LEVEL_BID_VOLUME, level == 0 ? 12 : 0);
            struct.putInt(base + LEVEL_ASK_VOLUME, level == 0 ? 7 : 0);
        }
        return struct;
    }

    /** Any 584 bytes. */
    public static UnsafeBuffer garbage(Random random) {
        byte[] bytes = new byte[STRUCT_LENGTH];
        random.nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }

    /** Every number at one of the edges of its type. */
    public static UnsafeBuffer extreme(Random random) {
        double[] edges = {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Math.nextDown(Double.MAX_VALUE),
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e17,
            Math.nextDown(1e17),
            0x1p53,
            0x1p53 + 2,
            0x1p63,
            -0x1p63,
            0.1,
            1e-6,
            1e-7,
            -123456.789,
            1.0 / 3,
            0.30000000000000004
        };
        int[] integers = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 99, 100};
        UnsafeBuffer struct = garbage(random);
        for (int field : DOUBLES) {
            struct.putDouble(field, edges[random.nextInt(edges.length)]);
        }
        struct.putInt(VOLUME, integers[random.nextInt(integers.length)]);
        struct.putInt(UPDATE_MILLISEC, integers[random.nextInt(integers.length)]);
        for (int level = 0; level < 5; level++) {
            int base = LEVELS + level * LEVEL_LENGTH;
            struct.putDouble(base + LEVEL_BID_PRICE, edges[random.nextInt(edges.length)]);
            struct.putDouble(base + LEVEL_ASK_PRICE, edges[random.nextInt(edges.length)]);
            struct.putInt(base + LEVEL_BID_VOLUME, integers[random.nextInt(integers.length)]);
            struct.putInt(base + LEVEL_ASK_VOLUME, integers[random.nextInt(integers.length)]);
        }
        return struct;
    }

    public static void text(UnsafeBuffer struct, int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        struct.putBytes(field, bytes);
        struct.putByte(field + bytes.length, (byte) 0);
    }
}
