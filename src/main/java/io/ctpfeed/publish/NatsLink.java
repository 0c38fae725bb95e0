package io.ctpfeed.publish;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to NATS for all but ticks, which have one of their own ({@link TickDelivery}) like it: connects in the background, waits for a server that is not up, reconnects without end.
 * Each change of state is one log line, one event and one call of the listeners; tries in between are silent.
 *
 * <p>Any thread. Listeners are called on a thread of the client, one change at a time.
 */
public final class NatsLink implements AutoCloseable {
    /** Where the link is. */
    public enum State {
        /** Never connected yet, and trying. */
        CONNECTING,
        CONNECTED,
        /** Was connected, and tries again. */
        DISCONNECTED,
        /** By us, or because the server refused the credentials twice: it stays so. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);
    private static final String SOURCE = "nats";
    /** Into a full queue; the least that jnats allows. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private static final long GRACE_MILLIS = 5_000;

    private final NatsSettings settings;
    private final EventSink events;
    private final NatsErrors errors = new NatsErrors();
    private final List<Consumer<State>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Connection> connection = new CompletableFuture<>();
    private volatile State state = State.CONNECTING;
    private volatile boolean waitingSaid;
    private volatile boolean closing;
    private Thread connecting;

    public NatsLink(NatsSettings settings, EventSink events) {
        this.settings = settings;
        this.events = events;
    }

    /**
     * Begins to connect and returns at once.
     *
     * @throws IllegalArgumentException if a server's URL is none
     */
    public synchronized NatsLink start() {
        if (connecting == null) {
            Options options = options();
            connecting = new Thread(() -> connect(options), "nats-connect");
            connecting.setDaemon(true);
            connecting.start();
        }
        return this;
    }

    /**
     * The connection for all who use NATS, the same for the life of the link, whether it is up yet or not: what is
     * published while it is not waits in its buffer. After {@link #start} it is there as soon as the first try succeeded or
     * failed.
     */
    public Connection connection() {
        long patience = settings.connectTimeout().toMillis() + GRACE_MILLIS;
        try {
            return connection.get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(settings + ": no answer to the first try; was the link started?");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(settings + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(settings + ": interrupted while connecting");
        }
    }

    public State state() {
        return state;
    }

    /** What the server or the client complained of last; empty if nothing yet. */
    public String lastError() {
        return errors.lastError();
    }

    public void addListener(Consumer<State> listener) {
        listeners.add(listener);
    }

    public void removeListener(Consumer<State> listener) {
        listeners.remove(listener);
    }

    /** Writes what waits, if the server is there, and closes. */
    @Override
    public synchronized void close() {
        closing = true;
        if (connecting == null) {
            return;
        }
        try {
            Connection open = connection();
            if (state == State.CONNECTED) {
                open.flush(settings.connectTimeout());
            }
            open.close();
            connecting.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | IllegalStateException e) {
            LOG.warn("{}: closed before all was written: {}", settings, e.getMessage());
            connection.thenAccept(NatsLink::closeQuietly);
        }
    }

    private Options options() {
        Options.Builder builder = new Options.Builder()
                .servers(settings.servers().toArray(String[]::new))
                .connectionName(settings.connectionName())
                .connectionTimeout(settings.connectTimeout())
                .maxReconnects(-1)
                .reconnectWait(settings.reconnectWait())
                .reconnectJitter(settings.reconnectWait().dividedBy(2))
                .pingInterval(settings.pingInterval())
                .maxMessagesInOutgoingQueue(settings.queueMessages())
                .writeQueuePushTimeout(LONGEST_WAIT)
                .reconnectBufferSize(settings.reconnectBufferBytes())
                .errorListener(errors)
                .connectionListener(this::changed);
        settings.credentialsFile().ifPresent(file -> builder.authHandler(Nats.credentials(file.toString())));
        if (!settings.token().isEmpty()) {
            builder.token(settings.token().toCharArray());
        } else if (!settings.user().isEmpty()) {
            builder.userInfo(settings.user(), settings.password());
        }
        return builder.build();
    }

    private void connect(Options options) {
        try {
            connection.complete(Nats.connectReconnectOnConnect(options));
        } catch (IOException | RuntimeException e) {
            connection.completeExceptionally(e);
            LOG.error("{}: {}", settings, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.completeExceptionally(e);
        }
    }

    // The first failure already brings the connection along, long before connecting has succeeded.
    private void changed(Connection changed, ConnectionListener.Events event) {
        connection.complete(changed);
        switch (event) {
            case CONNECTED, RECONNECTED -> enter(State.CONNECTED, changed);
            case DISCONNECTED -> enter(state == State.CONNECTING ? State.CONNECTING : State.DISCONNECTED, changed);
            case CLOSED -> enter(State.CLOSED, changed);
            case LAME_DUCK -> LOG.warn("{}: server is about to stop and asks us to move on", settings);
            default -> LOG.debug("{}: {}", settings, event);
        }
    }

    private void enter(State next, Connection changed) {
        State last = state;
        if (next == last && (next != State.CONNECTING || waitingSaid)) {
            return;
        }
        state = next;
        say(next, changed);
        for (Consumer<State> listener : listeners) {
            listener.accept(next);
        }
    }

    private void say(State now, Connection changed) {
        switch (now) {
            case CONNECTING -> {
                waitingSaid = true;
                LOG.warn(
                        "{} is not up yet: waiting for it, a try every {} ms or so",
                        settings,
                        settings.reconnectWait().toMillis());
                tell(EventName.NATS_WAITING, "servers", String.join(",", settings.servers()));
            }
            case CONNECTED -> {
                errors.forget();
                LOG.info("NATS connected: {}", changed.getConnectedUrl());
                tell(EventName.NATS_CONNECTED, "server", changed.getConnectedUrl());
            }
            case DISCONNECTED -> {
                if (!closing) {
                    LOG.warn("{}: connection lost, trying again without end", settings);
                    tell(EventName.NATS_DISCONNECTED, "error", errors.lastError());
                }
            }
            case CLOSED -> {
                if (!closing) {
                    LOG.error(
                            "{}: closed, nothing is published any more ({}); check nats.user, nats.password, nats.token",
                            settings,
                            errors.lastError());
                    tell(EventName.NATS_CLOSED, "error", errors.lastError());
                }
            }
        }
    }

    private void tell(EventName name, Object... details) {
        events.accept(FeedEvent.of(name, SOURCE, details));
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
