package io.ctpfeed.standin.market;

/** Randomness without state: the same arguments give the same bits, in any order and on any machine. */
final class Noise {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Noise() {}

    /** 64 well-mixed bits of a stream at a place (the finalizer of SplitMix64). */
    static long bits(long stream, long place) {
        long z = stream + place * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from -span to span. */
    static int within(long stream, long place, int span) {
        return (int) (((bits(stream, place) >>> 32) * (2L * span + 1)) >>> 32) - span;
    }

    /** A smooth wave from -span to span whose corners are {@code 1 << shift} places apart. */
    static int wave(long stream, long place, int shift, int span) {
        long corner = place >> shift;
        int from = within(stream, corner, span);
        int to = within(stream, corner + 1, span);
        int part = (int) (place & ((1L << shift) - 1));
        return from + (((to - from) * part) >> shift);
    }

    /** The stream of a text under a seed. */
    static long stream(long seed, String text) {
        long stream = bits(seed, 1);
        for (int i = 0; i < text.length(); i++) {
            stream = bits(stream, text.charAt(i));
        }
        return stream;
    }
}
