package io.ctpfeed.service;

import io.ctpfeed.config.NatsConfig;
import io.ctpfeed.publish.Downstream;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.service.nats.NatsStores;
import java.time.Duration;

/** Asks NATS every ten seconds how its consumers keep up, on a thread of its own. Started and closed by one thread. */
final class DownstreamWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Downstream figures;
    private final Rounds asking;

    DownstreamWatch(NatsConfig config, NatsLink nats, NatsStores stores) {
        this.figures = new Downstream(
                nats,
                stores::streamNames,
                NatsProperties.monitoring(config),
                Duration.ofMillis(config.connectTimeoutMillis()));
        this.asking = new Rounds("nats-downstream", figures::look);
    }

    void start() {
        asking.start(Duration.ZERO, PAUSE);
    }

    Downstream figures() {
        return figures;
    }

    @Override
    public void close() {
        asking.close();
    }
}
