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
    private static final double EXACT_INTEGERS = 1L << 53;
    private static final double PLAIN_INTEGERS = 1e17;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int[] PLACES = {1, 2, 3, 4, 6};
    private static final byte[] PAIRS = new byte[200];

    static {
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
        if (whole == value && Math.abs(value) < PLAIN_INTEGERS && !isNegativeZero(value)) {
            return put(target, position, whole);
        }
        int at = position;
        if (value < 0 || isNegativeZero(value)) {
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

    private static boolean isNegativeZero(double value) {
        return value == 0 && Double.doubleToRawLongBits(value) != 0;
    }

    private static int putDecimal(byte[] target, int position, long scaled, int places) {
        long power = POWERS[places];
        long whole = scaled / power;
        int fraction = (int) (scaled - whole * power);
        int at = putDigits(target, position, whole);
        target[at] = '.';
        int end = at + places;
        for (int i = end; i > at; i--) {
            target[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        while (end > at + 1 && target[end] == '0') {
            end--;
        }
        return end + 1;
    }

    private static int putDigits(byte[] target, int position, long value) {
        int end = position + length(value);
        int at = end;
        long rest = value;
        while (rest >= 100) {
            long quotient = rest / 100;
            int pair = (int) (rest - quotient * 100) * 2;
            target[--at] = PAIRS[pair + 1];
            target[--at] = PAIRS[pair];
            rest = quotient;
        }
        if (rest >= 10) {
            target[--at] = PAIRS[(int) rest * 2 + 1];
            target[--at] = PAIRS[(int) rest * 2];
        } else {
            target[--at] = (byte) ('0' + rest);
        }
        return end;
    }

    private static int length(long value) {
        int length = 1;
        for (long limit = 10; length < 19 && value >= limit; limit *= 10) {
            length++;
        }
        return length;
    }

    /** Plain notation where it is readable, otherwise d.dddE±n. */
    private int putShortest(byte[] target, int position, double value) {
        if (value == 0) {
            target[position] = '0';
            target[position + 1] = '.';
            target[position + 2] = '0';
            return position + 3;
        }
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
