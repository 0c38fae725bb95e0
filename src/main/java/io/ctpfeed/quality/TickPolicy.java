package io.ctpfeed.quality;

import io.ctpfeed.tick.TickFlaw;
import java.util.Map;

/**
 * What is done with ticks that have a flaw. Immutable.
 *
 * @param drops bits of the flaws with which a tick goes no further
 * @param tags bits of the flaws that its message names
 */
public record TickPolicy(int drops, int tags) {
    /** Loses nothing: every flaw is named. */
    public static final TickPolicy TAG_ALL = new TickPolicy(0, (1 << TickFlaw.values().length) - 1);

    /** @param treatments of each flaw; one that is missing is tagged */
    public static TickPolicy of(Map<TickFlaw, Treatment> treatments) {
        int drops = 0;
        int tags = 0;
        for (TickFlaw flaw : TickFlaw.values()) {
            Treatment treatment = treatments.getOrDefault(flaw, Treatment.TAG);
            drops |= treatment == Treatment.DROP ? flaw.bit() : 0;
            tags |= treatment == Treatment.TAG ? flaw.bit() : 0;
        }
        return new TickPolicy(drops, tags);
    }
}
