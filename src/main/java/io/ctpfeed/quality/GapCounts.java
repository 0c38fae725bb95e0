package io.ctpfeed.quality;

import java.util.Arrays;

/**
 * Many distributions of {@link Gaps}, by number from 0. Most gaps are the shortest: their counters lie side by side, and
 * the others are made when the first longer gap comes. One thread at a time writes; any reads, figures of a moment ago.
 */
final class GapCounts {
    private volatile short[] shortest = {};
    private volatile short[][] all = {};

    void add(int number, long gapNanos) {
        short[] known = shortest;
        if (number < known.length && Gaps.isShortest(gapNanos) && !Gaps.isFull(known[number])) {
            known[number]++;
            return;
        }
        short[] counts = get(number);
        if (counts == null) {
            counts = new short[Gaps.BUCKETS];
        }
        Gaps.add(counts, gapNanos);
        put(number, counts);
    }

    /** Reads a counter, so that its line is in the cache. */
    int touch(int number) {
        short[] known = shortest;
        return number >= 0 && number < known.length ? known[number] : 0;
    }

    /** A copy; null where nothing is known. */
    short[] get(int number) {
        short first = number < shortest.length ? shortest[number] : 0;
        short[] known = number < all.length ? all[number] : null;
        if (known == null && first == 0) {
            return null;
        }
        short[] counts = known == null ? new short[Gaps.BUCKETS] : known.clone();
        counts[0] = first;
        return counts;
    }

    /** @param counts to be kept, not to be changed any more; null for none */
    void put(int number, short[] counts) {
        if (number >= shortest.length) {
            int length = Math.max(number + 1, shortest.length * 2);
            all = Arrays.copyOf(all, length);
            shortest = Arrays.copyOf(shortest, length);
        }
        shortest[number] = counts == null ? 0 : counts[0];
        all[number] = counts;
    }
}
