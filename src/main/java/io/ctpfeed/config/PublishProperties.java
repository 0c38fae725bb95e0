package io.ctpfeed.config;

import io.ctpfeed.config.PublishConfig.Delivery;
import io.ctpfeed.config.PublishConfig.Format;
import java.nio.file.Path;
import java.util.List;

/** The properties of publishing, and of the journal for outages of NATS. */
final class PublishProperties {
    private static final int MINUTE_MILLIS = 60_000;

    static final Property<Format> FORMAT =
            Property.oneOf("publish.format", Format.class, Format.JSON, "How a tick is written.");
    static final Property<Delivery> DELIVERY = Property.oneOf(
            "publish.delivery",
            Delivery.class,
            Delivery.CORE,
            "What counts as delivered: core, the server has read it; jetstream, a stream has stored it.");
    static final Property<Integer> IN_FLIGHT = Property.integer(
            "publish.in-flight-messages",
            Unit.MESSAGES,
            8_192,
            16,
            1_048_576,
            "Ticks on their way to a stream at the most (jetstream); on core nats.queue-messages is the bound.");
    static final Property<Integer> ACK_TIMEOUT = Property.integer(
            "publish.ack-timeout-millis",
            Unit.MILLIS,
            2_000,
            100,
            MINUTE_MILLIS,
            "NATS counts as away if nothing is acknowledged for so long, though ticks are on their way.");
    static final Property<Integer> LATE_RATE = Property.integer(
            "publish.late-ticks-per-second",
            Unit.TICKS_PER_SECOND,
            20_000,
            100,
            1_000_000,
            "Ticks of the journal published in a second at the most, beside the live ones, after an outage.");
    static final Property<Path> DIRECTORY = Property.path(
            "journal.directory", "run/journal", "Where ticks are kept while NATS is away; for one service alone.");
    static final Property<Integer> MAX_SIZE = Property.integer(
            "journal.max-mebibytes",
            Unit.MEBIBYTES,
            4_096,
            1,
            1_048_576,
            "What the journal may take of the disk; beyond it the oldest ticks are dropped and counted as lost.");
    static final Property<Integer> MAX_AGE = Property.integer(
            "journal.max-age-hours",
            Unit.HOURS,
            72,
            1,
            8_760,
            "Ticks that have waited longer are dropped and counted as lost.");

    static final List<Property<?>> ALL =
            List.of(FORMAT, DELIVERY, IN_FLIGHT, ACK_TIMEOUT, LATE_RATE, DIRECTORY, MAX_SIZE, MAX_AGE);

    private PublishProperties() {}
}
