package io.ctpfeed.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The connection to NATS. Immutable.
 *
 * @param servers one at least
 * @param connectionName how the server lists it
 * @param user empty: none
 * @param password of the user
 * @param token instead of the user; empty: none
 * @param credentialsFile instead of the user
 * @param connectTimeoutMillis a server that has not answered by then is left for the next
 * @param reconnectWaitMillis pause between two tries at a server
 * @param pingIntervalMillis how often a silent connection is asked for life
 * @param queueMessages messages that may wait to be written
 * @param monitoringPort of each server, over HTTP; 0: none
 */
public record NatsConfig(
        List<ServerAddress> servers,
        String connectionName,
        String user,
        Secret password,
        Secret token,
        Optional<Path> credentialsFile,
        int connectTimeoutMillis,
        int reconnectWaitMillis,
        int pingIntervalMillis,
        int queueMessages,
        int monitoringPort) {

    static NatsConfig of(Values values) {
        NatsConfig config = new NatsConfig(
                values.required(FeedProperties.NATS_SERVERS),
                values.required(FeedProperties.NATS_NAME),
                values.optional(FeedProperties.NATS_USER).orElse(""),
                values.optional(FeedProperties.NATS_PASSWORD).orElse(Secret.EMPTY),
                values.optional(FeedProperties.NATS_TOKEN).orElse(Secret.EMPTY),
                values.path(FeedProperties.NATS_CREDENTIALS),
                values.number(FeedProperties.NATS_CONNECT_TIMEOUT),
                values.number(FeedProperties.NATS_RECONNECT_WAIT),
                values.number(FeedProperties.NATS_PING_INTERVAL),
                values.number(FeedProperties.NATS_QUEUE),
                values.number(FeedProperties.NATS_MONITORING));
        config.checkAuthentication(values);
        config.credentialsFile
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> values.unsound(
                        FeedProperties.NATS_CREDENTIALS,
                        "file " + file + " cannot be read",
                        "give the right path, and let user " + System.getProperty("user.name") + " read it"));
        return config;
    }

    private void checkAuthentication(Values values) {
        if (user.isEmpty() != password.absent()) {
            Property<?> missing = user.isEmpty() ? FeedProperties.NATS_USER : FeedProperties.NATS_PASSWORD;
            Property<?> given = user.isEmpty() ? FeedProperties.NATS_PASSWORD : FeedProperties.NATS_USER;
            values.unsound(
                    missing, "missing where " + given.key() + " is given", "set it, or take " + given.key() + " out");
        }
        int ways = (user.isEmpty() ? 0 : 1) + (token.absent() ? 0 : 1) + (credentialsFile.isPresent() ? 1 : 0);
        if (ways > 1) {
            values.unsound(new Finding(
                    "nats", "", "", "more than one of user, token and credentials-file", "keep one of them"));
        }
    }
}
