package io.ctpfeed.config;

import java.util.List;

/**
 * How several lines become one stream. Immutable.
 *
 * @param windowSeconds for how long what went out is remembered
 */
public record LinesConfig(int windowSeconds) {

    /** Of an instrument that ticks twice a second, some 120 bytes a second are remembered. */
    static final Property<Integer> WINDOW = Property.integer(
            "lines.window-seconds",
            Unit.SECONDS,
            20,
            1,
            120,
            "For how long what went out is remembered, so that what a slower line brings is known as a copy.");

    static final List<Property<?>> ALL = List.of(WINDOW);

    static LinesConfig of(Values values) {
        return new LinesConfig(values.number(WINDOW));
    }
}
