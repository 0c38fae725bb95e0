package io.ctpfeed.publish;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outages of NATS as events and log lines. Any thread. */
public final class OutageEvents implements OutageListener {
    private static final Logger LOG = LoggerFactory.getLogger(TickDelivery.class);
    private static final String SOURCE = "nats";

    private final EventSink events;

    public OutageEvents(EventSink events) {
        this.events = events;
    }

    @Override
    public void began(Outage outage) {
        LOG.warn("ticks go to the journal: {}; {} were on their way", outage.reason(), outage.inDoubt());
        tell(EventName.OUTAGE_BEGAN, "outage", outage.number(), "reason", outage.reason(), "inDoubt", outage.inDoubt());
    }

    @Override
    public void ended(Outage outage) {
        LOG.info(
                "ticks go out live again after {}; {} of {} instruments are in the journal, {} lost",
                Duration.between(outage.began(), outage.ended()),
                outage.kept(),
                outage.holes().size(),
                outage.lost());
        tell(EventName.OUTAGE_ENDED, all(outage));
    }

    @Override
    public void filled(Outage outage) {
        LOG.info("the journal has published what outage {} held up: {} ticks", outage.number(), outage.kept());
        tell(EventName.OUTAGE_FILLED, all(outage));
    }

    @Override
    public void lost(long ticks, Instant from) {
        String remedy = "raise journal.max-mebibytes, or make room on the disk";
        tell(EventName.JOURNAL_LOST, "ticks", ticks, "from", from.toString(), "remedy", remedy);
    }

    @Override
    public void filling(long bytes, long maxBytes) {
        LOG.warn("the journal is nearly full: {} of {} bytes; then the oldest ticks are lost", bytes, maxBytes);
        tell(EventName.JOURNAL_FILLING, "bytes", bytes, "maxBytes", maxBytes);
    }

    @Override
    public void lateRefused(String reason) {
        LOG.warn("what the journal holds cannot be published now: {}", reason);
        tell(EventName.LATE_REFUSED, "reason", reason);
    }

    private static Object[] all(Outage outage) {
        return new Object[] {
            "outage", outage.number(),
            "reason", outage.reason(),
            "began", outage.began(),
            "ended", outage.ended(),
            "inDoubt", outage.inDoubt(),
            "ticks", outage.kept(),
            "instruments", outage.holes().size(),
            "lost", outage.lost()
        };
    }

    private void tell(EventName name, Object... details) {
        events.accept(FeedEvent.of(name, SOURCE, details));
    }
}
