package io.ctpfeed.quality.gap;

import java.time.Duration;

/**
 * From when on missing ticks are a gap. Immutable.
 *
 * @param lineSilent a line that brought nothing for so long while others ticked is silent
 * @param lineSilentTicks so many ticks the others must have brought
 * @param productSilent a product is never silent before
 * @param missedRatio a line that misses a larger part, and five times its usual one, has a gap
 */
public record GapSettings(Duration lineSilent, int lineSilentTicks, Duration productSilent, double missedRatio) {}
