package io.ctpfeed.quality.reconcile;

import io.ctpfeed.tick.Instrument;
import java.util.Set;

/** What was published today. Any thread. */
public interface PublishedTicks {
    /** Null where nothing was. */
    Published last(Instrument instrument);

    /** Codes of the instruments that should have been published, as they are subscribed. */
    Set<String> expected();
}
