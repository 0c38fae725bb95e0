package io.ctpfeed.publish;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.Options;
import java.time.Duration;
import java.util.Locale;

/**
 * Sends ticks by core NATS.
 *
 * <p>It takes nothing while the connection is away: jnats would keep some of it and send it as live whenever the server
 * returns. Into a full queue jnats waits for {@link Options#getWriteQueuePushTimeout()}, 2 s by default; {@link NatsLink}
 * makes it {@link #LONGEST_WAIT}, and after such a wait nothing is tried for {@link #REST}. (Asking the connection for
 * {@code outgoingPendingMessageCount()} first is no way: it waits for a lock that jnats holds while it reconnects. Nor is
 * its mode that discards: which message was, it tells later and on another thread.)
 */
final class NatsOutlet implements TickOutlet {
    /** The least that jnats allows. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private static final Duration REST = Duration.ofMillis(10);

    private final Connection connection;
    private boolean full;
    private long fullAt;

    NatsOutlet(Connection connection) {
        Options options = connection.getOptions();
        if (options.getWriteQueuePushTimeout().compareTo(LONGEST_WAIT) > 0
                || options.isDiscardMessagesWhenOutgoingQueueFull()) {
            throw new IllegalArgumentException(
                    "NATS connection "
                            + options.getConnectionName()
                            + " was not made by NatsLink: a full queue would hold up or lose ticks; use the bean natsConnection");
        }
        this.connection = connection;
    }

    @Override
    public boolean send(String subject, byte[] payload) {
        if (connection.getStatus() != Status.CONNECTED || full && System.nanoTime() - fullAt < REST.toNanos()) {
            return false;
        }
        try {
            connection.publish(subject, payload);
            full = false;
            return true;
        } catch (IllegalStateException e) { // jnats: the queue is full, or the connection was closed this moment
            full = true;
            fullAt = System.nanoTime();
            return false;
        }
    }

    @Override
    public String refusal() {
        Status status = connection.getStatus();
        return status == Status.CONNECTED
                ? "the queue to NATS is full (nats.queue-messages="
                        + connection.getOptions().getMaxMessagesInOutgoingQueue() + ")"
                : "NATS connection is " + status.name().toLowerCase(Locale.ROOT);
    }
}
