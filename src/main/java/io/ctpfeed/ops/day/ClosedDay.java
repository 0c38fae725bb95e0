package io.ctpfeed.ops.day;

import io.ctpfeed.quality.reconcile.Published;
import io.ctpfeed.quality.reconcile.PublishedTicks;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import java.util.Set;

/** What was published on a trading day that is over, by its record. Any thread. */
public final class ClosedDay implements PublishedTicks {
    private final LastTicks last = new LastTicks();
    private final Set<String> expected;

    /** @param expected codes that were to be published */
    public ClosedDay(DayFigures figures, Instruments instruments, Set<String> expected) {
        this.expected = expected;
        last.restore(figures.instruments(), instruments);
    }

    @Override
    public Published last(Instrument instrument) {
        return last.get(instrument.index());
    }

    @Override
    public Set<String> expected() {
        return expected;
    }
}
