package io.ctpfeed.standin.market;

import io.ctpfeed.tick.TickLayout;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Says of every message what it is, for a receiver that knows the seed: which instrument's tick of which frame, or none
 * that the market ever had. Identity is by content: no two frames of an instrument have the same bytes within a trading
 * day. One thread.
 */
public final class Oracle {
    /** No frame has that content: the tick was altered. */
    public static final long NONE = -1;

    private final Market market;
    private final UnsafeBuffer expected = new UnsafeBuffer(new byte[TickLayout.STRUCT_LENGTH]);

    public Oracle(Market market) {
        this.market = market;
    }

    /** @return -1 where the market has no such instrument */
    public int indexOf(String instrumentId) {
        return market.universe().indexOf(instrumentId);
    }

    /** The struct of an instrument's frame, valid until the next call. */
    public DirectBuffer expected(int index, long frame) {
        market.write(index, market.frame(frame), expected, 0);
        return expected;
    }

    /** Whether the instrument ticks in that frame at all. */
    public boolean ticks(int index, long frame) {
        return market.ticks(index, market.frame(frame));
    }

    /** What a frame is to the instrument. */
    public Phase phase(int index, long frame) {
        return market.hours(index).phase(Frames.ordinal(frame), Timetable.hasNight(Frames.tradingDay(frame)));
    }

    /**
     * The frame that a struct is the tick of.
     *
     * @param tradingDay the market's; snapshots of the trading day before are found too
     * @return {@link #NONE} where it is altered or of an unknown instrument
     */
    public long frameOf(DirectBuffer struct, int offset, LocalDate tradingDay) {
        int index = indexOf(text(struct, offset + TickLayout.INSTRUMENT_ID, TickLayout.INSTRUMENT_ID_LENGTH));
        if (index < 0) {
            return NONE;
        }
        String time = text(struct, offset + TickLayout.UPDATE_TIME, TickLayout.TIME_LENGTH);
        int millis = struct.getInt(offset + TickLayout.UPDATE_MILLISEC);
        for (LocalDate day : new LocalDate[] {tradingDay, Timetable.previousTradingDay(tradingDay)}) {
            for (long frame : candidates(index, day, time, millis)) {
                if (frame != NONE && matches(index, frame, struct, offset)) {
                    return frame;
                }
            }
        }
        return NONE;
    }

    /**
     * The frames of a trading day that a time stamp may mean: one, or two where the exchange gives no milliseconds
     * (CZCE); {@link #NONE} in the place of one that is not.
     */
    public long[] candidates(int index, LocalDate tradingDay, String updateTime, int millis) {
        LocalTime time;
        try {
            time = LocalTime.parse(updateTime);
        } catch (DateTimeParseException garbled) {
            return new long[0];
        }
        if (market.universe().contract(index).exchangeId().equals("CZCE")) {
            return new long[] {frame(tradingDay, time, 0), frame(tradingDay, time, 1)};
        }
        return millis < 0 || millis >= 1000
                ? new long[0]
                : new long[] {frame(tradingDay, time, millis / Frames.MILLIS)};
    }

    private static long frame(LocalDate day, LocalTime time, int half) {
        int ordinal = Frames.ordinalAt(time, half);
        return ordinal < 0 ? NONE : Frames.of(day, ordinal);
    }

    private boolean matches(int index, long frame, DirectBuffer struct, int offset) {
        expected(index, frame);
        for (int i = 0; i < TickLayout.STRUCT_LENGTH; i += 8) {
            if (expected.getLong(i) != struct.getLong(offset + i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(DirectBuffer struct, int at, int longest) {
        int length = 0;
        while (length < longest && struct.getByte(at + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        struct.getBytes(at, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
