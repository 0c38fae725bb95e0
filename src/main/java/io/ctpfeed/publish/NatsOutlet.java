package io.ctpfeed.publish;

import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.Options;

/**
 * Sends ticks by core NATS. It takes nothing while the connection is away: jnats would keep some of it and send it as
 * live whenever the server returns.
 *
 * <p>The connection must discard what its full queue cannot take, and tell {@link NatsErrors}: otherwise a publish waits
 * up to 4.75 s. {@link NatsLink} makes it so. {@code outgoingPendingMessageCount()} is no alternative: it waits for a
 * lock that jnats holds for as long as a connection is away.
 */
final class NatsOutlet implements TickOutlet {
    private final Connection connection;
    private final NatsErrors errors;

    NatsOutlet(Connection connection) {
        Options options = connection.getOptions();
        if (!options.isDiscardMessagesWhenOutgoingQueueFull()
                || !(options.getErrorListener() instanceof NatsErrors listener)) {
            throw new IllegalArgumentException("NATS connection " + options.getConnectionName()
                    + " was not made by NatsLink: a full queue would block ticks; use the bean natsConnection");
        }
        this.connection = connection;
        this.errors = listener;
    }

    @Override
    public boolean send(String subject, byte[] payload) {
        if (connection.getStatus() != Status.CONNECTED) {
            return false;
        }
        long discarded = errors.discarded();
        try {
            connection.publish(subject, payload);
        } catch (IllegalStateException e) {
            return false; // closed or draining since the line above
        }
        return errors.discarded() == discarded || !errors.discardedHere(payload);
    }

    @Override
    public String refusal() {
        Status status = connection.getStatus();
        return status == Status.CONNECTED
                ? "the queue to NATS is full (nats.queue-messages="
                        + connection.getOptions().getMaxMessagesInOutgoingQueue() + ")"
                : "NATS connection is " + status.name().toLowerCase(java.util.Locale.ROOT);
    }
}
