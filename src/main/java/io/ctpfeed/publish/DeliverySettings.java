package io.ctpfeed.publish;

import java.time.Duration;

/**
 * How ticks are delivered to NATS.
 *
 * @param mode what counts as delivered
 * @param inFlight ticks that may be on their way at once; a power of two is made of it, the next greater one
 * @param ackTimeout nothing acknowledged for so long, though something is on its way: NATS counts as away
 * @param retryPause between two tries to connect
 * @param latePerSecond ticks of the journal published in a second at the most, beside the live ones
 */
public record DeliverySettings(
        DeliveryMode mode, int inFlight, Duration ackTimeout, Duration retryPause, int latePerSecond) {
    /** On core NATS, all by default. */
    public static final DeliverySettings CORE =
            new DeliverySettings(DeliveryMode.CORE, 65_536, Duration.ofSeconds(2), Duration.ofMillis(250), 20_000);

    /** On JetStream, all by default. */
    public static final DeliverySettings JETSTREAM =
            new DeliverySettings(DeliveryMode.JETSTREAM, 8_192, Duration.ofSeconds(2), Duration.ofMillis(250), 20_000);
}
