package io.ctpfeed.service;

import io.ctpfeed.config.NatsConfig;
import io.ctpfeed.config.ServerAddress;
import io.ctpfeed.publish.NatsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** From the configuration of NATS to what the publishing room wants. */
public final class NatsProperties {
    /** Events and the like that wait while the connection is away; ticks never do. */
    private static final int EVENT_BUFFER_BYTES = 8 << 20;

    private NatsProperties() {}

    /** Where servers tell how they are; empty where none does. */
    static List<URI> monitoring(NatsConfig config) {
        return config.monitoringPort() == 0
                ? List.of()
                : config.servers().stream()
                        .map(server -> URI.create("http://" + server.host() + ":" + config.monitoringPort()))
                        .distinct()
                        .toList();
    }

    public static NatsSettings settings(NatsConfig config) {
        return new NatsSettings(
                config.servers().stream().map(ServerAddress::toString).toList(),
                config.connectionName(),
                config.queueMessages(),
                EVENT_BUFFER_BYTES,
                Duration.ofMillis(config.reconnectWaitMillis()),
                Duration.ofMillis(config.connectTimeoutMillis()),
                Duration.ofMillis(config.pingIntervalMillis()),
                config.user(),
                config.password().absent() ? "" : config.password().reveal(),
                config.token().absent() ? "" : config.token().reveal(),
                config.credentialsFile());
    }
}
