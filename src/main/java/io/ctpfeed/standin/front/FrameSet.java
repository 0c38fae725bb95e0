package io.ctpfeed.standin.front;

import io.ctpfeed.standin.market.Frames;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeMap;

/**
 * Which frames of which instruments: a bit each, so that repeating counts once. One thread at a time.
 *
 * <p>A busy instrument needs some 10 KB for a whole trading day.
 */
public final class FrameSet {
    private final int instruments;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();
    private Day latest;

    FrameSet(int instruments) {
        this.instruments = instruments;
    }

    /** Whether it was not there before. */
    boolean add(int index, long frame) {
        if (latest == null || !latest.spans(frame)) {
            latest = day(Frames.tradingDay(frame));
        }
        return latest.add(index, frame);
    }

    /** Whether it is there. */
    public boolean contains(int index, long frame) {
        Day day = days.get(Frames.tradingDay(frame));
        return day != null && day.contains(index, frame);
    }

    /** Frames of all instruments and days. */
    public long size() {
        return days.values().stream().mapToLong(day -> day.total).sum();
    }

    /** Frames of one instrument. */
    public long size(int index) {
        return days.values().stream().mapToLong(day -> day.count(index)).sum();
    }

    /** An instrument's first frame; -1 where there is none. */
    public long first(int index) {
        return days.values().stream()
                .mapToLong(day -> day.first(index))
                .filter(frame -> frame >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** An instrument's last frame; -1 where there is none. */
    public long last(int index) {
        return days.descendingMap().values().stream()
                .mapToLong(day -> day.last(index))
                .filter(frame -> frame >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** What any of them holds. */
    static FrameSet union(int instruments, Collection<FrameSet> sets) {
        FrameSet union = new FrameSet(instruments);
        for (FrameSet set : sets) {
            set.days.forEach((date, day) -> union.day(date).addAll(day));
        }
        return union;
    }

    private Day day(LocalDate date) {
        return days.computeIfAbsent(date, missing -> new Day(missing, instruments));
    }

    /** Words of 64 frames per instrument, from the instrument's first word on. */
    private static final class Day {
        final long base;
        final long[][] words;
        final int[] firstWord;
        long total;

        Day(LocalDate date, int instruments) {
            this.base = Frames.base(date);
            this.words = new long[instruments][];
            this.firstWord = new int[instruments];
        }

        boolean spans(long frame) {
            return Frames.base(frame) == base;
        }

        boolean add(int index, long frame) {
            int bit = (int) (frame - base);
            int word = wordFor(index, bit >> 6);
            long before = words[index][word];
            words[index][word] |= 1L << bit;
            boolean added = before != words[index][word];
            total += added ? 1 : 0;
            return added;
        }

        boolean contains(int index, long frame) {
            int bit = (int) (frame - base);
            int word = (bit >> 6) - firstWord[index];
            long[] own = words[index];
            return own != null && word >= 0 && word < own.length && (own[word] & 1L << bit) != 0;
        }

        long count(int index) {
            return words[index] == null
                    ? 0
                    : Arrays.stream(words[index]).map(Long::bitCount).sum();
        }

        long first(int index) {
            for (int i = 0; words[index] != null && i < words[index].length; i++) {
                if (words[index][i] != 0) {
                    return base + (firstWord[index] + i) * 64L + Long.numberOfTrailingZeros(words[index][i]);
                }
            }
            return -1;
        }

        long last(int index) {
            for (int i = words[index] == null ? -1 : words[index].length - 1; i >= 0; i--) {
                if (words[index][i] != 0) {
                    return base + (firstWord[index] + i) * 64L + 63 - Long.numberOfLeadingZeros(words[index][i]);
                }
            }
            return -1;
        }

        void addAll(Day other) {
            for (int index = 0; index < words.length; index++) {
                for (int i = 0; other.words[index] != null && i < other.words[index].length; i++) {
                    int word = wordFor(index, other.firstWord[index] + i);
                    long before = words[index][word];
                    words[index][word] |= other.words[index][i];
                    total += Long.bitCount(words[index][word]) - Long.bitCount(before);
                }
            }
        }

        private int wordFor(int index, int word) {
            long[] own = words[index];
            if (own == null) {
                words[index] = new long[2];
                firstWord[index] = word;
                return 0;
            }
            int at = word - firstWord[index];
            if (at < 0) { // a session that lags behind another of the same front
                long[] longer = new long[own.length - at];
                System.arraycopy(own, 0, longer, -at, own.length);
                words[index] = longer;
                firstWord[index] = word;
                return 0;
            }
            if (at >= own.length) {
                words[index] = Arrays.copyOf(own, Math.max(at + 1, own.length * 2));
            }
            return at;
        }
    }
}
