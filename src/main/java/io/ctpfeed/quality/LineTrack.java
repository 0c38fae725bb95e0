package io.ctpfeed.quality;

import java.util.Arrays;

/** What was last seen of each instrument on one line. The classification's thread only. */
final class LineTrack {
    /** So many ticks in a row below a volume, and it was that one that was wrong. */
    private static final int MOST_BELOW = 8;

    private int[] logins = {};
    private long[] identities = {};
    private int[] volumes = {};
    private int[] days = {};
    private byte[] below = {};

    void ensure(int index) {
        if (index >= logins.length) {
            int length = Math.max(index + 1, Math.max(1024, logins.length * 2));
            logins = Arrays.copyOf(logins, length);
            identities = Arrays.copyOf(identities, length);
            volumes = Arrays.copyOf(volumes, length);
            days = Arrays.copyOf(days, length);
            below = Arrays.copyOf(below, length);
        }
    }

    /** Whether it is the instrument's first tick since that login; the next is not. */
    boolean isFirst(int index, int login) {
        boolean first = logins[index] != login;
        logins[index] = login;
        return first;
    }

    /** Whether the tick is the last one seen, once more. */
    boolean isLast(int index, long identity) {
        return index < identities.length && identities[index] == identity;
    }

    /** Whether the volume, which counts up through a trading day, is below what was seen in it. */
    boolean fell(int index, int day, int volume) {
        if (days[index] != day || volume >= volumes[index]) {
            below[index] = 0;
            return false;
        }
        return ++below[index] < MOST_BELOW;
    }

    void saw(int index, long identity) {
        identities[index] = identity;
    }

    void sawVolume(int index, int day, int volume) {
        days[index] = day;
        volumes[index] = volume;
    }
}
