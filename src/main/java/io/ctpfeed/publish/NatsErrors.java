package io.ctpfeed.publish;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong on a NATS connection, said in one line, at most every ten seconds. Any thread. */
final class NatsErrors implements ErrorListener {
    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final AtomicReference<String> serverError = new AtomicReference<>("");
    private final AtomicReference<String> clientError = new AtomicReference<>("");
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    private final boolean quiet;

    NatsErrors() {
        this(false);
    }

    /** @param quiet whoever has the connection says it, not we */
    NatsErrors(boolean quiet) {
        this.quiet = quiet;
    }

    /** What the server complained of last, else the client; empty if nothing since {@link #forget}. */
    String lastError() {
        String error = serverError.get();
        return error.isEmpty() ? clientError.get() : error;
    }

    void forget() {
        serverError.set("");
        clientError.set("");
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        serverError.set(error);
        say(error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        clientError.set(exception.toString());
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
        long now = System.nanoTime();
        long last = saidAt.get();
        if (!quiet && now - last >= QUIET_NANOS && saidAt.compareAndSet(last, now)) {
            LOG.warn("NATS connection: {}", error);
        }
    }
}
