package io.ctpfeed.service;

import io.ctpfeed.publish.NatsLink;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where a service waits for NATS, as long as it takes, unless NATS refuses it: then no waiting helps. Called by the thread
 * that starts the service; the listener on a thread of the client.
 */
final class NatsGate {
    private static final long LOOK_MILLIS = 100;

    private final NatsLink nats;
    private final String servers;
    private final BooleanSupplier closing;

    NatsGate(NatsLink nats, String servers, BooleanSupplier closing) {
        this.nats = nats;
        this.servers = servers;
        this.closing = closing;
    }

    /** @throws ServiceException if NATS refuses the credentials */
    void await() throws InterruptedException {
        CountDownLatch known = new CountDownLatch(1);
        nats.addListener(state -> {
            if (state == NatsLink.State.CONNECTED || state == NatsLink.State.CLOSED) {
                known.countDown();
            }
        });
        while (nats.state() == NatsLink.State.CONNECTING && !closing.getAsBoolean()) {
            known.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (nats.state() == NatsLink.State.CLOSED && !closing.getAsBoolean()) {
            throw new ServiceException(List.of(refusal()));
        }
    }

    /** Told once if NATS refuses it later on: nothing would be published any more. */
    void onRefusal(Consumer<String> listener) {
        nats.addListener(state -> {
            if (state == NatsLink.State.CLOSED && !closing.getAsBoolean()) {
                listener.accept(refusal());
            }
        });
    }

    private String refusal() {
        return servers + ": NATS refused the connection (" + nats.lastError()
                + "); check nats.user, nats.password, nats.token, nats.credentials-file";
    }
}
