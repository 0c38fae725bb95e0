package io.ctpfeed.tick;

/**
 * Numbers as JSON text, written into a byte array without allocating. Every double comes back the same when parsed:
 * integers and decimals of up to six places by a fast path that proves it for the value at hand, all else by
 * {@link ShortestDecimal}. One thread at a time.
 */
final class JsonNumber {
    /** No number is longer. */
    static final int LONGEST = 26;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] NEGATIVE_ZERO = {'-', '0', '.', '0'};
    private static final double EXACT_INTEGERS = 1L << 53;
    private static final double PLAIN_INTEGERS = 1e17;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int[] PLACES = {1, 2, 3, 6};
    private static final byte[] PAIRS = new byte[200];
    /** Index n: the smallest integer of n + 1 digits. */
    private static final long[] LIMITS = new long[19];
    /** Index b: digits of the smallest integer of b bits. */
    private static final byte[] LENGTH_BY_BITS = new byte[Long.SIZE];

    static {
        LIMITS[0] = 1;
        for (int i = 1; i < LIMITS.length; i++) {
            LIMITS[i] = LIMITS[i - 1] * 10;
        }
        for (int bits = 0; bits < LENGTH_BY_BITS.length; bits++) {
            LENGTH_BY_BITS[bits] =
                    (byte) Long.toString(bits == 0 ? 0 : 1L << bits - 1).length();
        }
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private final ShortestDecimal shortest = new ShortestDecimal();
    private final byte[] digits = new byte[20];

    /** @return the position after the number; {@code null} is written for what is not {@link Tick#isPresent present} */
    int put(byte[] target, int position, double value) {
        if (!Tick.isPresent(value)) {
            System.arraycopy(NULL, 0, target, position, NULL.length);
            return position + NULL.length;
        }
        long whole = (long) value;
        if (whole == value && Math.abs(value) < PLAIN_INTEGERS) {
            return whole == 0 ? putZero(target, position, value) : put(target, position, whole);
        }
        int at = position;
        if (value < 0) {
            target[at++] = '-';
        }
        double size = Math.abs(value);
        for (int places : PLACES) {
            double power = POWERS[places];
            double scaled = size * power;
            if (scaled >= EXACT_INTEGERS) {
                break;
            }
            // Both operands are exact, so the quotient is what any correct parser makes of these digits.
            long rounded = (long) (scaled + 0.5);
            if (rounded / power == size) {
                return putDecimal(target, at, rounded, places);
            }
        }
        return putShortest(target, at, size);
    }

    int put(byte[] target, int position, long value) {
        if (value >= 0) {
            return putDigits(target, position, value);
        }
        if (value == Long.MIN_VALUE) {
            target[position] = '-';
            target[position + 1] = '9';
            return putDigits(target, position + 2, 223_372_036_854_775_808L);
        }
        target[position] = '-';
        return putDigits(target, position + 1, -value);
    }

    private static int putZero(byte[] target, int position, double zero) {
        if (Double.doubleToRawLongBits(zero) == 0) {
            target[position] = '0';
            return position + 1;
        }
        System.arraycopy(NEGATIVE_ZERO, 0, target, position, NEGATIVE_ZERO.length);
        return position + NEGATIVE_ZERO.length;
    }

    private static int putDecimal(byte[] target, int position, long scaled, int places) {
        int at = position;
        if (scaled < POWERS[places]) {
            target[at] = '0'; // the digits below take the place after it, the point between moves them on
            int zeros = places - length(scaled);
            for (int i = 1; i <= zeros; i++) {
                target[at + i] = '0';
            }
            at += zeros + 1;
        }
        int end = putDigits(target, at, scaled);
        int point = end - places;
        for (int i = end; i > point; i--) {
            target[i] = target[i - 1];
        }
        target[point] = '.';
        while (target[end] == '0') {
            end--;
        }
        return end + 1;
    }

    private static int putDigits(byte[] target, int position, long value) {
        int end = position + length(value);
        int at = end;
        long big = value;
        while (big > Integer.MAX_VALUE) {
            long quotient = big / 100;
            at = putPair(target, at, (int) (big - quotient * 100));
            big = quotient;
        }
        int rest = (int) big;
        while (rest >= 100) {
            int quotient = rest / 100;
            at = putPair(target, at, rest - quotient * 100);
            rest = quotient;
        }
        if (rest >= 10) {
            putPair(target, at, rest);
        } else {
            target[at - 1] = (byte) ('0' + rest);
        }
        return end;
    }

    private static int putPair(byte[] target, int end, int pair) {
        target[end - 1] = PAIRS[pair * 2 + 1];
        target[end - 2] = PAIRS[pair * 2];
        return end - 2;
    }

    /** Decimal digits, found from the binary ones. */
    private static int length(long value) {
        int guess = LENGTH_BY_BITS[Long.SIZE - Long.numberOfLeadingZeros(value)];
        return guess < LIMITS.length && value >= LIMITS[guess] ? guess + 1 : guess;
    }

    /** Plain notation where it is readable, otherwise d.dddE±n. */
    private int putShortest(byte[] target, int position, double value) {
        shortest.resolve(value);
        long significant = shortest.digits();
        int exponent = shortest.exponent();
        while (significant % 10 == 0) {
            significant /= 10;
            exponent++;
        }
        int count = putDigits(digits, 0, significant);
        int point = count + exponent;
        int at = position;
        if (point > 0 && point < count) {
            at = copy(target, at, 0, point);
            target[at++] = '.';
            return copy(target, at, point, count);
        }
        if (point <= 0 && point > -3) {
            target[at++] = '0';
            target[at++] = '.';
            for (int i = point; i < 0; i++) {
                target[at++] = '0';
            }
            return copy(target, at, 0, count);
        }
        at = copy(target, at, 0, 1);
        if (count > 1) {
            target[at++] = '.';
            at = copy(target, at, 1, count);
        }
        target[at++] = 'E';
        return put(target, at, (long) point - 1);
    }

    private int copy(byte[] target, int position, int from, int to) {
        System.arraycopy(digits, from, target, position, to - from);
        return position + to - from;
    }
}
