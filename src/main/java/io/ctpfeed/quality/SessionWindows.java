package io.ctpfeed.quality;

import io.ctpfeed.session.Interval;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.TickClass;
import java.util.List;

/**
 * When a product trades on one trading day, as instants in nanoseconds since 1970, UTC. Ticks stamped up to a minute
 * after an interval's end still belong to it. Immutable; asking allocates nothing.
 */
final class SessionWindows {
    /** How long after an end ticks are legal, and how far a status may lag behind ticks. */
    static final long SLACK_NANOS = 60_000_000_000L;

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long[] from;
    private final long[] open;
    private final long[] close;
    /** A second and the slack after the close. */
    private final long[] end;

    private final DayPart[] parts;

    SessionWindows(List<Interval> intervals) {
        int count = intervals.size();
        from = new long[count];
        open = new long[count];
        close = new long[count];
        end = new long[count];
        parts = new DayPart[count];
        for (int i = 0; i < count; i++) {
            Interval interval = intervals.get(i);
            open[i] = MarketTime.epochNanos(interval.open());
            close[i] = MarketTime.epochNanos(interval.close());
            end[i] = close[i] + SECOND_NANOS + SLACK_NANOS;
            from[i] = interval.auctionFrom() == null ? open[i] : MarketTime.epochNanos(interval.auctionFrom());
            parts[i] = DayPart.of(interval);
        }
    }

    /** Index of the window an instant lies in, its auction and the slack after it included; -1: none. */
    int at(long instant) {
        for (int i = 0; i < from.length; i++) {
            if (instant >= from[i] && instant < end[i]) {
                return i;
            }
        }
        return -1;
    }

    long open(int window) {
        return open[window];
    }

    long close(int window) {
        return close[window];
    }

    /** Start of the auction, or of trading where there is none. */
    long from(int window) {
        return from[window];
    }

    DayPart part(int window) {
        return parts[window];
    }

    /** Whether continuous trading goes on at an instant of that window: neither its auction nor the slack after it. */
    boolean trades(int window, long instant) {
        return instant >= open[window] && instant <= close[window];
    }

    /** {@link TickClass#LIVE}, {@link TickClass#AUCTION} or null: outside. */
    TickClass phase(long instant) {
        int window = at(instant);
        return window < 0 ? null : instant < open[window] ? TickClass.AUCTION : TickClass.LIVE;
    }

    /** Which session an instant lies in, the breaks of a session included: 0 none, 1 the night's, 2 the day's. */
    int session(long instant) {
        for (int i = 0; i < from.length; i++) {
            if (instant < from[i]) {
                return i > 0 && night(i) == night(i - 1) ? number(i) : 0;
            }
            if (instant < end[i]) {
                return number(i);
            }
        }
        return 0;
    }

    /** Whether a tick, or its arrival, is after the last close of the day. Stamped exactly then is still of the session. */
    boolean isAfterClose(long stamped, long received) {
        if (close.length == 0) {
            return false;
        }
        long last = close[close.length - 1];
        return received >= last && (stamped >= last + SECOND_NANOS || stamped >= last && received > last + SLACK_NANOS);
    }

    private int number(int window) {
        return night(window) ? 1 : 2;
    }

    private boolean night(int window) {
        return parts[window] == DayPart.NIGHT;
    }
}
