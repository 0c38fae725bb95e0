package io.ctpfeed.publish;

/**
 * How a consumer of a stream keeps up, as the server says it.
 *
 * @param consumer its durable name; {@link #EPHEMERAL} for all without one together
 * @param pending messages of the stream that it was not given yet
 * @param unacknowledged messages that it was given and has not acknowledged
 * @param redelivered of those, given more than once
 */
public record ConsumerFigures(String stream, String consumer, long pending, long unacknowledged, long redelivered) {
    static final String EPHEMERAL = "(ephemeral)";

    ConsumerFigures and(ConsumerFigures other) {
        return new ConsumerFigures(
                stream,
                consumer,
                Math.max(pending, other.pending),
                unacknowledged + other.unacknowledged,
                redelivered + other.redelivered);
    }
}
