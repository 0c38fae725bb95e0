package io.ctpfeed.quality.arbitration;

import java.util.Arrays;

/**
 * One instrument: what went out of it lately, in order, and how far each line has followed. CTP numbers nothing, so a line
 * is followed by what it brings: each line brings its frames in order, so a copy of what is out is looked for behind the
 * line's own place. That also keeps equal frames apart: the k-th of one line answers the k-th of the other.
 *
 * <p>What a line passes over was brought by another and not by it: a proven miss. Memory grows to what is out within the
 * window, to a limit, and is never given back. The arbitration's thread only.
 */
final class MergedStream {
    /** Told of misses while {@link #judge} runs. */
    interface Misses {
        /** Another line brought so many frames that this one did not. */
        void missed(int line, int frames);

        /** Whether the line should bring this instrument's frames now. */
        boolean isExpected(int line);
    }

    private static final int LEAST = 8;
    private static final int MOST = 256;
    private static final int LATES = 64;
    /** A stamp further ahead of its reception counts as so far ahead: it holds up those after it no longer than that. */
    private static final long AHEAD_NANOS = 60_000_000_000L;
    /** So many older ones in a row of lines that have missed nothing, and it was the newest whose stamp was wrong. */
    private static final int MOST_BEHIND = 3;

    private static final long NO_PLACE = -1;
    /** Words of a frame: identity, event time, received at with flags. */
    private static final int WORDS = 3;

    private static final long LOST = 1;
    /** A push of old state, say: that another line did not bring it is no miss. */
    private static final long NOT_COUNTED = 2;

    /** Bits of the lines that brought it, from here up: of eight at the most. */
    private static final int BROUGHT_SHIFT = 2;

    private static final int BROUGHT_LINES = 8;
    private static final long FLAGS = (1 << BROUGHT_SHIFT + BROUGHT_LINES) - 1;

    private long[] frames = new long[LEAST * WORDS];
    /** Frames so far; the newest is number {@code head - 1}. */
    private long head;
    /** Number of the oldest that is remembered. */
    private long oldest;

    /** Of the newest that had a time. */
    private long newestTime;

    private int newestVolume;
    private int behind;
    /** For each line the number of the frame it will bring next if it misses none. */
    private long[] next = {};

    private int[] logins = {};
    /** Whether a line's place is known: after a login it may be one of several equal frames. */
    private boolean[] sure = {};

    /** Late frames of the last time, with their lines. */
    private long[] lates = {};

    private int[] lateLines = {};
    private int late;

    /**
     * Decides on a frame and remembers it.
     *
     * @param window nanoseconds for which frames are remembered
     */
    Verdict judge(Arrival frame, long window, Misses misses) {
        int line = frame.line;
        ensure(line);
        if (logins[line] != frame.login) {
            logins[line] = frame.login;
            next[line] = NO_PLACE;
        }
        frame.lag = -1;
        frame.eventTime = Math.min(frame.eventTime, frame.receivedAt + AHEAD_NANOS);
        return next[line] == NO_PLACE ? first(frame, window, misses) : further(frame, window, misses);
    }

    /**
     * Reads what {@link #judge} will read, so that the processor fetches it for many streams at a time.
     *
     * @return something that depends on all of it
     */
    long touch() {
        long touched = frames[at(head)] + frames[at(Math.max(0, head - 1))];
        return next.length == 0 ? touched : touched + next[0] + logins[0] + (sure[0] ? 1 : 0);
    }

    /** A frame that was news could not be published after all: a copy of it may be. */
    void lost(long identity) {
        for (long number = head - 1; number >= oldest; number--) {
            if (frames[at(number)] == identity) {
                frames[at(number) + 2] |= LOST;
                return;
            }
        }
        for (int i = 0; i < lates.length; i++) {
            lates[i] = lates[i] == identity ? 0 : lates[i];
        }
    }

    private Verdict first(Arrival frame, long window, Misses misses) {
        int line = frame.line;
        long found = find(frame.identity, oldest);
        if (found < head) {
            next[line] = found + 1; // of equal ones the first: to be behind makes no double
            sure[line] = find(frame.identity, found + 1) == head;
            return copyOf(found, frame);
        }
        if (head > 0 && isOlder(frame)) {
            return late(frame, misses);
        }
        append(frame, true, window, misses);
        next[line] = head;
        sure[line] = true;
        return Verdict.NEWS;
    }

    private Verdict further(Arrival frame, long window, Misses misses) {
        int line = frame.line;
        long place = next[line];
        if (frame.state && place > oldest && frames[at(place - 1)] == frame.identity) {
            return Verdict.COPY; // its last one, pushed once more
        }
        long found = find(frame.identity, Math.max(place, oldest));
        if (found < head) {
            passOver(line, found, misses);
            next[line] = found + 1;
            return copyOf(found, frame);
        }
        found = passedOver(frame, place);
        if (found >= 0) {
            return copyOf(found, frame);
        }
        if (place == head) {
            if (isOlder(frame) && ++behind < MOST_BEHIND) {
                return late(frame, misses);
            }
            if (isLate(frame)) {
                return Verdict.COPY; // it was not known to be newer when another line brought it
            }
        } else if (sure[line] ? !isNewer(frame) : isOlder(frame)) {
            return late(frame, misses);
        }
        passOver(line, head, misses);
        append(frame, frame.state, window, misses);
        next[line] = head;
        return Verdict.NEWS;
    }

    /** @return the number of the first such frame from there on; {@link #head} if there is none */
    private long find(long identity, long from) {
        long number = from;
        while (number < head && frames[at(number)] != identity) {
            number++;
        }
        return number;
    }

    /**
     * Of equal frames of one instant a line that missed the first takes the place of another. What it passed over by that
     * is no news when it brings it.
     *
     * @return the number of such a frame; -1 if there is none
     */
    private long passedOver(Arrival frame, long place) {
        int line = frame.line;
        long from = line < BROUGHT_LINES ? place - 1 : -1;
        for (long number = from; number >= oldest && frames[at(number) + 1] == frame.eventTime; number--) {
            if (frames[at(number)] == frame.identity && (frames[at(number) + 2] & broughtBy(line)) == 0) {
                return number;
            }
        }
        return -1;
    }

    private static long broughtBy(int line) {
        return line < BROUGHT_LINES ? 1L << BROUGHT_SHIFT + line : 0;
    }

    private Verdict copyOf(long number, Arrival frame) {
        int at = at(number);
        long was = frames[at + 2];
        frames[at + 2] = (was | broughtBy(frame.line)) & ~LOST;
        if ((was & LOST) != 0) {
            return number == head - 1 ? Verdict.NEWS : Verdict.LATE;
        }
        frame.lag = Math.max(0, frame.receivedAt - (was & ~FLAGS));
        return Verdict.COPY;
    }

    private Verdict late(Arrival frame, Misses misses) {
        if (frame.state) {
            return Verdict.COPY;
        }
        if (oldest > 0 && frame.eventTime != 0 && frame.eventTime <= frames[at(oldest) + 1]) {
            return Verdict.UNDECIDED;
        }
        if (isLate(frame)) {
            return Verdict.COPY; // a third line's
        }
        if (lates.length == 0) {
            lates = new long[LATES];
            lateLines = new int[LATES];
        }
        lates[late] = frame.identity;
        lateLines[late] = frame.line;
        late = late + 1 & LATES - 1;
        long place = next[frame.line];
        for (int other = 0; place != NO_PLACE && other < next.length; other++) {
            if (next[other] > place) {
                misses.missed(other, 1);
            }
        }
        return Verdict.LATE;
    }

    /** Whether another line brought it, and it went out as late. */
    private boolean isLate(Arrival frame) {
        for (int i = 0; i < lates.length; i++) {
            if (lates[i] == frame.identity && lateLines[i] != frame.line) {
                return true;
            }
        }
        return false;
    }

    private void append(Arrival frame, boolean pushed, long window, Misses misses) {
        if (head - oldest == capacity()) {
            makeRoom(frame.receivedAt, window, misses);
        }
        int at = at(head);
        frames[at] = frame.identity;
        frames[at + 1] = frame.eventTime;
        frames[at + 2] = frame.receivedAt & ~FLAGS | broughtBy(frame.line) | (pushed ? NOT_COUNTED : 0);
        if (frame.eventTime != 0) {
            newestTime = frame.eventTime;
            newestVolume = frame.volume;
        }
        behind = 0;
        head++;
    }

    private void makeRoom(long receivedAt, long window, Misses misses) {
        boolean wanted = receivedAt - (frames[at(oldest) + 2] & ~FLAGS) < window;
        if (wanted && capacity() < MOST) {
            long[] more = new long[frames.length * 2];
            int capacity = more.length / WORDS;
            for (long number = oldest; number < head; number++) {
                System.arraycopy(frames, at(number), more, (int) (number & capacity - 1) * WORDS, WORDS);
            }
            frames = more;
            return;
        }
        for (int each = 0; each < next.length; each++) {
            if (next[each] != NO_PLACE && next[each] <= oldest) {
                if (misses.isExpected(each)) {
                    passOver(each, oldest + 1, misses);
                }
                next[each] = oldest + 1;
            }
        }
        oldest++;
    }

    /** A line will not bring what lies between its place and that number. */
    private void passOver(int line, long to, Misses misses) {
        if (!sure[line]) {
            sure[line] = true;
            return;
        }
        int missed = 0;
        for (long number = Math.max(next[line], oldest); number < to; number++) {
            if ((frames[at(number) + 2] & NOT_COUNTED) == 0) {
                missed++;
            }
        }
        if (missed > 0) {
            misses.missed(line, missed);
        }
    }

    private boolean isOlder(Arrival frame) {
        return frame.eventTime != 0
                && (frame.eventTime < newestTime || frame.eventTime == newestTime && frame.volume < newestVolume);
    }

    /** What cannot be told apart by time and volume is not newer: it comes from a line that is behind. */
    private boolean isNewer(Arrival frame) {
        return frame.eventTime > newestTime || frame.eventTime == newestTime && frame.volume > newestVolume;
    }

    private int capacity() {
        return frames.length / WORDS;
    }

    private int at(long number) {
        return (int) (number & capacity() - 1) * WORDS;
    }

    private void ensure(int line) {
        if (line >= next.length) {
            int known = next.length;
            next = Arrays.copyOf(next, line + 1);
            logins = Arrays.copyOf(logins, line + 1);
            sure = Arrays.copyOf(sure, line + 1);
            Arrays.fill(next, known, next.length, NO_PLACE);
        }
    }
}
