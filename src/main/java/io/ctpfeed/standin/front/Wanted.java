package io.ctpfeed.standin.front;

/**
 * The instruments that a session has subscribed, walked in the order of their index. One thread changes it; others may
 * look at it, at a moment already past.
 */
final class Wanted {
    private final long[] words;
    private volatile int count;

    Wanted(int instruments) {
        words = new long[(instruments >> 6) + 1];
    }

    void add(int index) {
        count = count + (contains(index) ? 0 : 1);
        words[index >> 6] |= 1L << index;
    }

    void remove(int index) {
        count = count - (contains(index) ? 1 : 0);
        words[index >> 6] &= ~(1L << index);
    }

    boolean contains(int index) {
        return (words[index >> 6] & 1L << index) != 0;
    }

    int count() {
        return count;
    }

    /** The first at or after that index; {@link Integer#MAX_VALUE} where there is none. */
    int from(int index) {
        int word = index >> 6;
        if (word >= words.length) {
            return Integer.MAX_VALUE;
        }
        long bits = words[word] & -1L << index;
        while (bits == 0) {
            if (++word == words.length) {
                return Integer.MAX_VALUE;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }
}
