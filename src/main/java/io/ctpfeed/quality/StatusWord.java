package io.ctpfeed.quality;

import io.ctpfeed.tick.TickClass;

/**
 * What an exchange said of a product ({@code OnRtnInstrumentStatus}): its present status and the one before. Statuses
 * and ticks come by different connections, so each may be ahead of the other.
 *
 * @param kind of the present status
 * @param since when it came to it, nanoseconds since 1970, UTC, by the exchange's clock
 * @param before the kind before; null where nothing was heard
 * @param beforeSince when it came to that
 */
record StatusWord(Kind kind, long since, Kind before, long beforeSince) {
    /** CTP's InstrumentStatus, as far as ticks go. Exchanges differ in what they call a break, not in this. */
    enum Kind {
        CONTINUOUS,
        AUCTION,
        QUIET;

        static Kind of(char status) {
            return switch (status) {
                case '2' -> CONTINUOUS;
                case '3', '4', '5' -> AUCTION;
                default -> QUIET;
            };
        }
    }

    /** The word that follows. */
    StatusWord next(Kind then, long at) {
        return then == kind ? this : new StatusWord(then, at, kind, since);
    }

    boolean isContinuous() {
        return kind == Kind.CONTINUOUS;
    }

    boolean isQuiet() {
        return kind == Kind.QUIET;
    }

    /** What a tick of that instant is: LIVE, AUCTION, or null: the status contradicts. */
    TickClass phase(long instant, SessionWindows windows) {
        return switch (kind) {
            case CONTINUOUS -> instant >= since ? TickClass.LIVE : earlier(instant, windows);
            case AUCTION -> instant < since
                    ? earlier(instant, windows)
                    : ahead(instant, windows) == TickClass.LIVE ? TickClass.LIVE : TickClass.AUCTION;
            case QUIET -> instant <= since + SessionWindows.SLACK_NANOS
                    ? earlier(instant, windows)
                    : ahead(instant, windows);
        };
    }

    /** By the status before. */
    private TickClass earlier(long instant, SessionWindows windows) {
        if (before == null || before == Kind.QUIET || instant < beforeSince) {
            return windows.phase(instant);
        }
        return before == Kind.CONTINUOUS ? TickClass.LIVE : TickClass.AUCTION;
    }

    /** By the calendar, where it opened a session since this status: its own status is on the way. */
    private TickClass ahead(long instant, SessionWindows windows) {
        int window = windows.at(instant);
        if (window < 0) {
            return null;
        }
        boolean open = instant >= windows.open(window);
        long began = open ? windows.open(window) : windows.from(window);
        boolean fresh = began > since && (!open || instant - began < SessionWindows.SLACK_NANOS);
        return !fresh ? null : open ? TickClass.LIVE : TickClass.AUCTION;
    }
}
