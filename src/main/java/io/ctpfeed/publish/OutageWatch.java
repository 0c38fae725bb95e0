package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalFigures;
import io.ctpfeed.publish.journal.TickJournal;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what happens to a delivery, and looks after the journal once a second. The thread of the delivery. */
final class OutageWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TickDelivery.class);
    private static final long SECOND = 1_000_000_000L;
    private static final double NEARLY_FULL = 0.8;

    private final TickDelivery delivery;
    private final TickJournal journal;
    private final OutageListener listener;
    private OutageLog toldOf;
    private String toldOfRefusal = "";
    private boolean toldOfFilling;
    private long toldOfLost;
    private long lookedAt = System.nanoTime() - SECOND;

    OutageWatch(TickDelivery delivery, TickJournal journal, OutageListener listener) {
        this.delivery = delivery;
        this.journal = journal;
        this.listener = listener;
    }

    void look() {
        began(delivery.current());
        for (OutageLog filled = delivery.pollFilled(); filled != null; filled = delivery.pollFilled()) {
            Outage outage = delivery.snapshot(filled);
            tell(() -> listener.filled(outage));
        }
        if (journal != null && System.nanoTime() - lookedAt > SECOND) {
            lookedAt = System.nanoTime();
            journal.expire();
            journal.force();
            journal(journal.figures());
        }
    }

    private void began(OutageLog outage) {
        if (outage != null && outage != toldOf) {
            toldOf = outage;
            Outage so = delivery.snapshot(outage);
            tell(() -> listener.began(so));
        }
    }

    /** @param outage null: there was none */
    void ended(OutageLog outage) {
        if (outage != null) {
            began(outage);
            Outage all = delivery.snapshot(outage);
            tell(() -> listener.ended(all));
        }
    }

    /** @param reason empty: they are not */
    void lateRefused(String reason) {
        if (!reason.isEmpty() && !reason.equals(toldOfRefusal)) {
            toldOfRefusal = reason;
            tell(() -> listener.lateRefused(reason));
        }
    }

    private void journal(JournalFigures figures) {
        long lost = figures.lost() - toldOfLost;
        if (lost > 0) {
            toldOfLost = figures.lost();
            Instant from = journal.takeLostFrom();
            tell(() -> listener.lost(lost, from));
        }
        boolean filling = figures.bytes() > NEARLY_FULL * figures.maxBytes();
        if (filling && !toldOfFilling) {
            tell(() -> listener.filling(figures.bytes(), figures.maxBytes()));
        }
        toldOfFilling = filling;
        if (figures.ticks() == 0) {
            toldOfRefusal = "";
        }
    }

    private static void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            LOG.error("who listens to outages failed", e);
        }
    }
}
