package io.ctpfeed.standin.market;

import java.util.Locale;

/**
 * How fast market time goes.
 *
 * @param mode see there
 * @param value frames per half second (ACCELERATED) or ticks of the whole market a second (EVENLY, FRAMES); else unused
 */
public record Pace(Mode mode, double value) {
    /** The ways market time goes. */
    public enum Mode {
        /** A frame every half second, or so many times as fast. */
        ACCELERATED,
        /** So many ticks a second, spread evenly. */
        EVENLY,
        /** So many ticks a second on average, each frame's at once. */
        FRAMES,
        /** Only by {@link MarketClock#step}, {@link MarketClock#grant} and {@link MarketClock#advanceTo}. */
        COMMAND
    }

    public Pace {
        if (mode != Mode.COMMAND && !(value > 0)) {
            throw new IllegalArgumentException("pace " + mode + ": " + value + " is not above 0");
        }
    }

    public static Pace real() {
        return new Pace(Mode.ACCELERATED, 1);
    }

    public static Pace accelerated(double factor) {
        return new Pace(Mode.ACCELERATED, factor);
    }

    public static Pace evenly(double ticksPerSecond) {
        return new Pace(Mode.EVENLY, ticksPerSecond);
    }

    public static Pace frames(double ticksPerSecond) {
        return new Pace(Mode.FRAMES, ticksPerSecond);
    }

    public static Pace onCommand() {
        return new Pace(Mode.COMMAND, 0);
    }

    /** From {@code real}, {@code command}, {@code accelerated:10}, {@code evenly:20000}, {@code frames:20000}. */
    public static Pace parse(String text) {
        String[] words = text.split("[: ]", 2);
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "real" -> real();
            case "command", "stepped", "credit" -> onCommand();
            case "accelerated" -> accelerated(number(text, words));
            case "evenly" -> evenly(number(text, words));
            case "frames" -> frames(number(text, words));
            default -> throw new IllegalArgumentException("pace '" + text
                    + "': use real, command, accelerated:FACTOR, evenly:TICKS_PER_SECOND or frames:TICKS_PER_SECOND");
        };
    }

    private static double number(String text, String[] words) {
        try {
            return Double.parseDouble(words[1]);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("pace '" + text + "': a number is missing after the colon", e);
        }
    }

    @Override
    public String toString() {
        return mode == Mode.COMMAND ? "command" : mode.name().toLowerCase(Locale.ROOT) + ":" + value;
    }
}
