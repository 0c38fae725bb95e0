package io.ctpfeed.publish;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong on a NATS connection: counted, and said in one line, each kind at most every ten seconds.
 *
 * <p>jnats tells of a message that its full queue did not take by calling {@link #messageDiscarded} on the publishing
 * thread, within the publish call; {@link #discardedHere} is how that thread learns that this was its message. Any
 * thread.
 */
final class NatsErrors implements ErrorListener {
    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final AtomicLong discarded = new AtomicLong();
    private final ThreadLocal<byte[]> lastDiscarded = new ThreadLocal<>();
    private final AtomicReference<String> lastError = new AtomicReference<>("");
    private final AtomicLong discardSaidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private final AtomicLong errorSaidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** Messages that the full queue did not take. */
    long discarded() {
        return discarded.get();
    }

    /** Whether the last message that this thread saw discarded is this one. */
    boolean discardedHere(byte[] payload) {
        return lastDiscarded.get() == payload;
    }

    /** What the server or the client complained of last; empty if nothing yet. */
    String lastError() {
        return lastError.get();
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        discarded.incrementAndGet();
        lastDiscarded.set(message.getData());
        if (mayBeSaid(discardSaidAt)) {
            LOG.warn(
                    "NATS queue of {} messages is full (refused: {}); is the server slow or away? see nats.queue-messages",
                    connection.getOptions().getMaxMessagesInOutgoingQueue(),
                    message.getSubject());
        }
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        say(error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        say(exception.toString());
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        say("a subscription of ours is slow and loses messages");
    }

    @Override
    public void socketWriteTimeout(Connection connection) {
        say("writing to the server timed out");
    }

    private void say(String error) {
        lastError.set(error);
        if (mayBeSaid(errorSaidAt)) {
            LOG.warn("NATS connection: {}", error);
        }
    }

    private static boolean mayBeSaid(AtomicLong saidAt) {
        long now = System.nanoTime();
        long last = saidAt.get();
        return now - last >= QUIET_NANOS && saidAt.compareAndSet(last, now);
    }
}
