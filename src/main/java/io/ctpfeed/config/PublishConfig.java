package io.ctpfeed.config;

import java.nio.file.Path;

/**
 * How ticks go out, and what becomes of them while they cannot. Immutable.
 *
 * @param format how a tick is written
 * @param delivery what counts as delivered
 * @param inFlightMessages ticks on their way to a stream at the most
 * @param ackTimeoutMillis nothing acknowledged for so long: NATS is away
 * @param lateTicksPerSecond ticks of the journal published in a second at the most
 * @param journalDirectory absolute; where ticks are kept while NATS is away
 * @param journalMaxMebibytes what they may take
 * @param journalMaxAgeHours what has waited longer is dropped
 */
public record PublishConfig(
        Format format,
        Delivery delivery,
        int inFlightMessages,
        int ackTimeoutMillis,
        int lateTicksPerSecond,
        Path journalDirectory,
        int journalMaxMebibytes,
        int journalMaxAgeHours) {

    /** How a tick is written. */
    public enum Format {
        JSON
    }

    /** What counts as delivered. */
    public enum Delivery {
        CORE,
        JETSTREAM
    }

    static PublishConfig of(Values values) {
        return new PublishConfig(
                values.required(PublishProperties.FORMAT),
                values.required(PublishProperties.DELIVERY),
                values.number(PublishProperties.IN_FLIGHT),
                values.number(PublishProperties.ACK_TIMEOUT),
                values.number(PublishProperties.LATE_RATE),
                values.path(PublishProperties.DIRECTORY).orElse(null),
                values.number(PublishProperties.MAX_SIZE),
                values.number(PublishProperties.MAX_AGE));
    }
}
