package io.ctpfeed.service;

import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.PublishConfig;
import io.ctpfeed.publish.DeliveryMode;
import io.ctpfeed.publish.DeliverySettings;
import io.ctpfeed.publish.OutageEvents;
import io.ctpfeed.publish.TickDelivery;
import io.ctpfeed.publish.journal.JournalSettings;
import io.ctpfeed.publish.journal.TickJournal;
import io.ctpfeed.tick.EventSink;
import io.nats.client.Connection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Delivery of ticks as configured. */
final class Delivery {
    private Delivery() {}

    /** @throws ServiceException if the journal cannot be opened */
    static TickDelivery start(FeedConfig config, Connection connection, EventSink events) {
        PublishConfig publish = config.publish();
        DeliveryMode mode = DeliveryMode.valueOf(publish.delivery().name());
        DeliverySettings settings = new DeliverySettings(
                mode,
                mode == DeliveryMode.CORE ? config.nats().queueMessages() : publish.inFlightMessages(),
                Duration.ofMillis(publish.ackTimeoutMillis()),
                Duration.ofMillis(Math.max(1, config.nats().reconnectWaitMillis() / 2)),
                publish.lateTicksPerSecond());
        JournalSettings journal = new JournalSettings(
                publish.journalDirectory(),
                (long) publish.journalMaxMebibytes() << 20,
                Duration.ofHours(publish.journalMaxAgeHours()));
        try {
            return TickDelivery.start(connection, settings, TickJournal.open(journal), new OutageEvents(events));
        } catch (UncheckedIOException e) {
            throw new ServiceException(List.of(e.getMessage()));
        }
    }
}
