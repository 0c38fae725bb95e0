package io.ctpfeed.standin.market;

/**
 * How far the market has gone, in one number: all frames before {@link #frame}, and of that one the instruments whose
 * index is below {@link #upTo}. A greater number is later.
 */
public final class Position {
    private static final int BITS = 15;

    private Position() {}

    public static long of(long frame, int upTo) {
        return frame << BITS | upTo;
    }

    public static long frame(long position) {
        return position >> BITS;
    }

    public static int upTo(long position) {
        return (int) (position & ((1 << BITS) - 1));
    }
}
