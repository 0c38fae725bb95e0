package io.ctpfeed.drill;

import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.MarketFrame;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.standin.market.Timetable;
import org.agrona.collections.LongHashSet;

/**
 * Which of the market's frames were read: each ought to come once, and those of an instrument in order on each of its two
 * subjects. Any thread.
 */
final class FrameBook {
    /** What one more frame is. */
    enum Finding {
        NEW,
        DOUBLED,
        OUT_OF_ORDER
    }

    /** Told of a frame. */
    @FunctionalInterface
    interface Visitor {
        void frame(int index, long frame);
    }

    private final Market market;
    private final LongHashSet[] seen;
    private final long[] lastLive;
    private final long[] lastLate;

    FrameBook(Market market) {
        this.market = market;
        this.seen = new LongHashSet[market.size()];
        this.lastLive = new long[market.size()];
        this.lastLate = new long[market.size()];
    }

    synchronized Finding add(int index, long frame, boolean late) {
        LongHashSet frames = seen[index];
        if (frames == null) {
            frames = new LongHashSet();
            seen[index] = frames;
        }
        if (!frames.add(frame)) {
            return Finding.DOUBLED;
        }
        long[] last = late ? lastLate : lastLive;
        if (frame < last[index]) {
            return Finding.OUT_OF_ORDER;
        }
        last[index] = frame;
        return Finding.NEW;
    }

    /** Names each tick that the market had from one {@link Position} to another and that was not read. @return how many it had */
    synchronized long missing(long from, long to, Visitor visitor) {
        long had = 0;
        for (long frame = Position.frame(from); frame <= Position.frame(to); frame = Timetable.next(frame)) {
            MarketFrame ticks = market.frame(frame);
            int first = frame == Position.frame(from) ? Position.upTo(from) : 0;
            int end = frame == Position.frame(to) ? Position.upTo(to) : market.size();
            for (int i = first; i < end; i++) {
                if (market.ticks(i, ticks)) {
                    had++;
                    if (seen[i] == null || !seen[i].contains(frame)) {
                        visitor.frame(i, frame);
                    }
                }
            }
        }
        return had;
    }
}
