package io.ctpfeed.tick;

import java.math.BigInteger;

/**
 * The shortest decimal that gives the same double back, without allocating: the Schubfach algorithm of R. Giulietti
 * ("The Schubfach way to render doubles", 2020). The names of the steps follow the paper.
 *
 * <p>For what {@link JsonNumber} cannot write faster: averages and other quotients. One thread at a time.
 */
final class ShortestDecimal {
    private static final int K_MIN = -324;
    private static final int K_MAX = 292;
    private static final long MASK_63 = (1L << 63) - 1;
    private static final long FRACTION = (1L << 52) - 1;
    private static final long HIDDEN_BIT = 1L << 52;
    private static final int Q_MIN = -1074;
    private static final long[] G = powersOfTen();

    private long digits;
    private int exponent;

    /** Of the last value resolved: it is {@code digits * 10^exponent}. */
    long digits() {
        return digits;
    }

    int exponent() {
        return exponent;
    }

    /** @param value finite, greater than 0 */
    void resolve(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & FRACTION;
        int biased = (int) (bits >>> 52);
        long c = biased == 0 ? fraction : fraction | HIDDEN_BIT;
        int q = biased == 0 ? Q_MIN : biased - 1075;
        boolean regular = c != HIDDEN_BIT || q == Q_MIN;

        int odd = (int) c & 1;
        long cb = c << 2;
        int k = regular ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        int at = (k - K_MIN) * 2;
        long vb = roundToOdd(at, cb << h);
        long lower = roundToOdd(at, (cb - (regular ? 2 : 1)) << h) + odd;
        long upper = roundToOdd(at, (cb + 2) << h) - odd;

        long s = vb >> 2;
        exponent = k;
        if (s >= 100) {
            long tensBelow = s / 10 * 10;
            long tensAbove = tensBelow + 10;
            boolean belowIn = lower <= tensBelow << 2;
            boolean aboveIn = tensAbove << 2 <= upper;
            if (belowIn != aboveIn) {
                digits = belowIn ? tensBelow : tensAbove;
                return;
            }
        }
        long t = s + 1;
        boolean belowIn = lower <= s << 2;
        boolean aboveIn = t << 2 <= upper;
        if (belowIn != aboveIn) {
            digits = belowIn ? s : t;
            return;
        }
        long middle = vb - (s + t << 1);
        digits = middle < 0 || middle == 0 && (s & 1) == 0 ? s : t;
    }

    private static long roundToOdd(int at, long cp) {
        long g1 = G[at];
        long x1 = Math.multiplyHigh(G[at + 1], cp);
        long y1 = Math.multiplyHigh(g1, cp);
        long z = (g1 * cp >>> 1) + x1;
        return y1 + (z >>> 63) | (z & MASK_63) + MASK_63 >>> 63;
    }

    private static int floorLog10Pow2(int e) {
        return (int) (e * 661_971_961_083L >> 41);
    }

    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) (e * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    private static int floorLog2Pow10(int e) {
        return (int) (e * 913_124_641_741L >> 38);
    }

    /** For each k the 126 bits of {@code floor(10^-k * 2^-r) + 1}, in two words of 63. */
    private static long[] powersOfTen() {
        long[] table = new long[(K_MAX - K_MIN + 1) * 2];
        BigInteger low = BigInteger.valueOf(MASK_63);
        for (int k = K_MIN; k <= K_MAX; k++) {
            int r = floorLog2Pow10(-k) - 125;
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger g = k <= 0
                    ? (r >= 0 ? power.shiftRight(r) : power.shiftLeft(-r))
                    : BigInteger.ONE.shiftLeft(-r).divide(power);
            g = g.add(BigInteger.ONE);
            table[(k - K_MIN) * 2] = g.shiftRight(63).longValueExact();
            table[(k - K_MIN) * 2 + 1] = g.and(low).longValueExact();
        }
        return table;
    }
}
