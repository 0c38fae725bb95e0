package io.ctpfeed.config;

import java.util.List;

/**
 * How several lines become one stream. Immutable.
 *
 * @param windowSeconds for how long what went out is remembered
 * @param standbyKeepSeconds for how long an account that stands by keeps its ticks
 */
public record LinesConfig(int windowSeconds, int standbyKeepSeconds) {

    /** Of an instrument that ticks twice a second, some 120 bytes a second are remembered. */
    static final Property<Integer> WINDOW = Property.integer(
            "lines.window-seconds",
            Unit.SECONDS,
            20,
            1,
            120,
            "For how long what went out is remembered, so that what a slower line brings is known as a copy.");

    static final Property<Integer> STANDBY_KEEP = Property.integer(
            "lines.standby-keep-seconds",
            Unit.SECONDS,
            10,
            1,
            120,
            "For how long an account that stands by keeps its ticks, up to half its ring, to go on with when it takes over.");

    static final List<Property<?>> ALL = List.of(WINDOW, STANDBY_KEEP);

    static LinesConfig of(Values values) {
        return new LinesConfig(values.number(WINDOW), values.number(STANDBY_KEEP));
    }
}
