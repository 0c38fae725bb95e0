package io.ctpfeed.publish;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How to reach NATS: the properties {@code nats.*}.
 *
 * @param servers URLs, {@code nats.servers}, comma-separated
 * @param connectionName as the server lists us, {@code nats.connection-name}
 * @param queueMessages messages that wait to be written at the most, {@code nats.queue-messages}: at least two bursts
 * @param reconnectBufferBytes of events and the like, which wait while the connection is away, {@code
 *     nats.reconnect-buffer-bytes}; ticks never do
 * @param reconnectWait between two rounds of tries, up to half as much again at random, {@code
 *     nats.reconnect-wait-millis}
 * @param connectTimeout of one try, {@code nats.connect-timeout-millis}
 * @param pingInterval {@code nats.ping-interval-millis}: a dead link is noticed after three of them at the latest
 * @param user {@code nats.user}, empty for none
 * @param password {@code nats.password}
 * @param token {@code nats.token}, empty for none
 * @param credentialsFile {@code nats.credentials-file}, instead of user or token
 */
public record NatsSettings(
        List<String> servers,
        String connectionName,
        int queueMessages,
        int reconnectBufferBytes,
        Duration reconnectWait,
        Duration connectTimeout,
        Duration pingInterval,
        String user,
        String password,
        String token,
        Optional<Path> credentialsFile) {

    /** @param property gives the value of a name, null where there is none */
    public static NatsSettings from(UnaryOperator<String> property) {
        List<String> servers = Arrays.stream(
                        text(property, "nats.servers", "nats://127.0.0.1:4222").split(","))
                .map(String::trim)
                .filter(server -> !server.isEmpty())
                .toList();
        if (servers.isEmpty()) {
            throw new IllegalArgumentException(
                    "nats.servers names no server; set it to URLs like nats://127.0.0.1:4222");
        }
        return new NatsSettings(
                servers,
                text(property, "nats.connection-name", "ctpfeed"),
                number(property, "nats.queue-messages", 65_536, 1),
                number(property, "nats.reconnect-buffer-bytes", 1_048_576, 0),
                Duration.ofMillis(number(property, "nats.reconnect-wait-millis", 500, 1)),
                Duration.ofMillis(number(property, "nats.connect-timeout-millis", 2_000, 1)),
                Duration.ofMillis(number(property, "nats.ping-interval-millis", 5_000, 1)),
                text(property, "nats.user", ""),
                text(property, "nats.password", ""),
                text(property, "nats.token", ""),
                Optional.of(text(property, "nats.credentials-file", ""))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of));
    }

    /** Everything by default but the server. */
    public static NatsSettings of(String server) {
        return from(name -> name.equals("nats.servers") ? server : null);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "NATS at " + String.join(",", servers) + (user.isEmpty() ? "" : " as " + user);
    }

    private static String text(UnaryOperator<String> property, String name, String otherwise) {
        String value = property.apply(name);
        return value == null || value.isBlank() ? otherwise : value.trim();
    }

    private static int number(UnaryOperator<String> property, String name, int otherwise, int least) {
        String value = text(property, name, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same remedy as for a number out of range
        }
        throw new IllegalArgumentException(
                name + "=" + value + " is not a whole number from " + least + " on; the default is " + otherwise);
    }
}
