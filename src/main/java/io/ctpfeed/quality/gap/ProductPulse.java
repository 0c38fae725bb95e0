package io.ctpfeed.quality.gap;

import io.ctpfeed.tick.Instrument;
import java.util.concurrent.atomic.AtomicLong;

/** When a product was heard last, by any line. Written by the thread of the ticks, read by any. */
final class ProductPulse {
    private final Instrument instrument;
    private final AtomicLong heardAt = new AtomicLong();

    /** @param instrument any of the product */
    ProductPulse(Instrument instrument) {
        this.instrument = instrument;
    }

    /** One of its instruments. */
    Instrument instrument() {
        return instrument;
    }

    /** Its last live tick, nanoseconds since 1970; 0: none. */
    long heardAt() {
        return heardAt.get();
    }

    void heard(long now) {
        heardAt.lazySet(now);
    }
}
