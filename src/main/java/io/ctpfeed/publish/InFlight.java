package io.ctpfeed.publish;

/**
 * The messages that are on their way: handed to the client, not yet acknowledged. A ring of them, each known by its
 * token, which counts from 0. One thread offers (or several that exclude each other), one acknowledges; the tail may be
 * read by any.
 */
final class InFlight {
    private final int mask;
    private final String[] subjects;
    private final long[] epochs;
    private final long[] sequences;
    private final byte[][] payloads;
    /** Of the thread that acknowledges. */
    private final boolean[] acknowledged;

    private long cleared;
    private volatile long head;
    private volatile long tail;

    InFlight(int atLeast) {
        int capacity = Integer.highestOneBit(Math.max(2, atLeast) - 1) << 1;
        mask = capacity - 1;
        subjects = new String[capacity];
        epochs = new long[capacity];
        sequences = new long[capacity];
        payloads = new byte[capacity][];
        acknowledged = new boolean[capacity];
    }

    int capacity() {
        return mask + 1;
    }

    /** The token that the next one gets. */
    long head() {
        return head;
    }

    /** All before this token are acknowledged. */
    long tail() {
        return tail;
    }

    int size() {
        return (int) (head - tail);
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** @return its token; negative: as many as may be are on their way */
    long offer(String subject, long epoch, long sequence, byte[] payload) {
        long token = head;
        if (token - tail > mask) {
            return -1;
        }
        while (cleared < tail) {
            payloads[(int) (cleared++ & mask)] = null;
        }
        int slot = (int) (token & mask);
        subjects[slot] = subject;
        epochs[slot] = epoch;
        sequences[slot] = sequence;
        payloads[slot] = payload;
        head = token + 1;
        return token;
    }

    /** One is acknowledged. What is not on its way is passed over. */
    void acknowledge(long token) {
        long first = tail;
        if (token < first || token >= head) {
            return;
        }
        acknowledged[(int) (token & mask)] = true;
        while (first < head && acknowledged[(int) (first & mask)]) {
            acknowledged[(int) (first++ & mask)] = false;
        }
        tail = first;
    }

    /** All before a token are acknowledged. */
    void acknowledgeUpTo(long token) {
        if (token > tail) {
            tail = token;
        }
    }

    /** Whether this one is acknowledged, though one before it may not be. */
    boolean isAcknowledged(long token) {
        return token < tail || acknowledged[(int) (token & mask)];
    }

    String subject(long token) {
        return subjects[(int) (token & mask)];
    }

    long epoch(long token) {
        return epochs[(int) (token & mask)];
    }

    long sequence(long token) {
        return sequences[(int) (token & mask)];
    }

    byte[] payload(long token) {
        return payloads[(int) (token & mask)];
    }
}
