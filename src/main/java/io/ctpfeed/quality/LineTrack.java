package io.ctpfeed.quality;

import io.ctpfeed.tick.InstrumentRecords;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import org.agrona.MutableDirectBuffer;

/**
 * What was last seen of each instrument on one line, in one record each. Questions take the place that {@link #at} gave
 * for an instrument, good until the next call of it. The classification's thread only.
 */
final class LineTrack {
    /** So many ticks in a row below a volume, and it was that one that was wrong. */
    private static final int MOST_BELOW = 8;

    private static final int IDENTITY = 0;
    private static final int VOLUME = 8;
    private static final int DAY = 12;
    private static final int LOGIN = 16;
    private static final int BELOW = 20;
    private static final int CONTENT = 40;
    private static final int STAMPED = 24;
    private static final int TURNOVER = 32;
    private static final int LENGTH = 64;

    private final InstrumentRecords records = new InstrumentRecords(LENGTH);
    private MutableDirectBuffer seen = records.buffer();

    int at(int index) {
        int at = records.at(index);
        seen = records.buffer();
        return at;
    }

    long touch(TickBatch batch, int from, int to) {
        return records.touch(batch, from, to);
    }

    /** Whether it is the instrument's first tick since that login; the next is not. */
    boolean isFirst(int at, int login) {
        boolean first = seen.getInt(at + LOGIN) != login;
        if (first) {
            seen.putInt(at + LOGIN, login);
        }
        return first;
    }

    /** Whether the tick is the last one seen, once more; one that only has its identity is another: deep in the book, say. */
    boolean isLast(int at, long content) {
        return seen.getLong(at + CONTENT) == content;
    }

    /** Whether the last one of an instrument that this line may not have had yet has that identity. */
    boolean isLastOf(int index, long identity) {
        int at = records.find(seen, index);
        return at >= 0 && seen.getLong(at + IDENTITY) == identity;
    }

    /** Whether the volume, which counts up through a trading day, is below what was seen in it. */
    boolean fell(int at, int day, int volume) {
        if (seen.getInt(at + DAY) != day || volume >= seen.getInt(at + VOLUME)) {
            seen.putInt(at + BELOW, 0);
            return false;
        }
        int below = seen.getInt(at + BELOW) + 1;
        seen.putInt(at + BELOW, below);
        return below < MOST_BELOW;
    }

    /** Whether it is stamped before the last one seen; a time that is none (0) says nothing. */
    boolean isBefore(int at, long stamped) {
        return stamped != 0 && stamped < seen.getLong(at + STAMPED);
    }

    void sawStamp(int at, long stamped) {
        seen.putLong(at + STAMPED, Math.max(stamped, seen.getLong(at + STAMPED)));
    }

    /** Whether the turnover, which counts up too, is below that of the last one in the day. After {@link #fell}. */
    boolean turnoverFell(int at, int day, double turnover) {
        double last = seen.getDouble(at + TURNOVER);
        seen.putDouble(at + TURNOVER, turnover);
        return seen.getInt(at + DAY) == day && Tick.isPresent(turnover) && Tick.isPresent(last) && turnover < last;
    }

    void saw(int at, long identity, long content) {
        seen.putLong(at + IDENTITY, identity);
        seen.putLong(at + CONTENT, content);
    }

    void sawVolume(int at, int day, int volume) {
        seen.putInt(at + DAY, day);
        seen.putInt(at + VOLUME, volume);
    }
}
