package io.ctpfeed.standin.market;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** The trading hours of the built-in session table (Asia/Shanghai). Options trade as their underlying does. */
public enum Hours {
    NIGHT_2300("23:00"),
    NIGHT_0100("01:00"),
    NIGHT_0230("02:30"),
    DAY(null),
    INDEX("09:29", "09:30-11:30", "13:00-15:00"),
    BOND("09:29", "09:30-11:30", "13:00-15:15");

    private final Window[] windows;
    private final List<Change> changes = new ArrayList<>();

    /** A commodity, with a night session until then, or none. */
    Hours(String nightEnd) {
        List<Window> all = new ArrayList<>();
        if (nightEnd != null) {
            session(all, new String[] {"21:00-" + nightEnd}, "20:59");
        }
        session(all, new String[] {"09:00-10:15", "10:30-11:30", "13:30-15:00"}, "08:59");
        windows = all.toArray(Window[]::new);
        close();
    }

    /** CFFEX. */
    Hours(String auction, String... day) {
        List<Window> all = new ArrayList<>();
        session(all, day, auction);
        windows = all.toArray(Window[]::new);
        close();
    }

    /** @param hasNight whether this trading day has a night session at all */
    Phase phase(int ordinal, boolean hasNight) {
        if (ordinal == Frames.LAST) {
            return Phase.CLOSING;
        }
        if (!hasNight && Frames.isNight(ordinal)) {
            return Phase.CLOSED;
        }
        for (Window window : windows) {
            if (ordinal <= window.last) {
                return ordinal < window.first ? Phase.CLOSED : window.phase(ordinal);
            }
        }
        return Phase.CLOSED;
    }

    /** How many frames of its own the day has had up to and including that one. */
    int framesUntil(int ordinal, boolean hasNight) {
        int frames = 0;
        for (Window window : windows) {
            if (window.first <= ordinal && (hasNight || !Frames.isNight(window.first))) {
                frames += Math.min(ordinal, window.last) - window.first + 1;
            }
        }
        return frames;
    }

    /**
     * CTP's InstrumentStatus at a time of day: 0 before open, 1 break, 2 continuous, 3 auction order entry, 5 auction
     * match, 6 closed.
     */
    public char status(LocalTime time, boolean hasNight) {
        int at = sortable(time);
        char status = '0';
        for (Change change : changes) {
            if (change.at <= at && (hasNight || change.at >= sortable(LocalTime.of(6, 0)))) {
                status = change.status;
            }
        }
        return status;
    }

    private void session(List<Window> all, String[] parts, String auction) {
        LocalTime auctionTime = LocalTime.parse(auction);
        change(auctionTime.minusMinutes(4), '3');
        change(auctionTime, '5');
        int match = Frames.ordinalAt(auctionTime, 0);
        all.add(new Window(match, match, Phase.AUCTION));
        Phase first = Phase.OPENING;
        for (String part : parts) {
            LocalTime from = LocalTime.parse(part.substring(0, 5));
            LocalTime to = LocalTime.parse(part.substring(6));
            all.add(new Window(Frames.ordinalAt(from, 0), Frames.ordinalAt(to, 0), first));
            change(from, '2');
            change(to, '1');
            first = Phase.CONTINUOUS;
        }
    }

    private void close() {
        Change last = changes.remove(changes.size() - 1);
        changes.add(new Change(last.at, '6'));
    }

    private void change(LocalTime at, char status) {
        changes.add(new Change(sortable(at), status));
    }

    /** Seconds such that the evening comes before the small hours and both before the day. */
    private static int sortable(LocalTime time) {
        int second = time.toSecondOfDay();
        return time.getHour() >= 18 ? second : second + 86_400;
    }

    /** @param opening what its first frame is */
    private record Window(int first, int last, Phase opening) {
        Phase phase(int ordinal) {
            return ordinal == first ? opening : Phase.CONTINUOUS;
        }
    }

    private record Change(int at, char status) {}
}
