package io.ctpfeed.publish;

import io.ctpfeed.tick.Instrument;
import java.util.Arrays;

/**
 * The numbers of the ticks of each instrument within one epoch, from 1 without holes. It outlives routes and
 * publishers, so that a reload goes on counting. Publishers that share it
 * hold its monitor.
 */
public final class TickSequences {
    private final long epoch;
    private long[] last = new long[1024];

    /** @param epoch number of this start of the service: milliseconds since 1970 at which it started */
    public TickSequences(long epoch) {
        this.epoch = epoch;
    }

    public long epoch() {
        return epoch;
    }

    /** The number the next tick would get, not consumed by asking; 0 of an instrument without an index. */
    public long next(Instrument instrument) {
        int index = instrument.index();
        if (index == Instrument.NO_INDEX) {
            return 0;
        }
        return index < last.length ? last[index] + 1 : 1;
    }

    /** Consumes {@link #next}: the tick is someone's now. */
    public void consume(Instrument instrument) {
        int index = instrument.index();
        if (index == Instrument.NO_INDEX) {
            return;
        }
        if (index >= last.length) {
            last = Arrays.copyOf(last, Math.max(index + 1, last.length * 2));
        }
        last[index]++;
    }
}
