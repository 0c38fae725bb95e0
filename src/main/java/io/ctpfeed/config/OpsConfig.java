package io.ctpfeed.config;

import java.nio.file.Path;

/**
 * How the service shows itself to those who watch it, and takes commands. Immutable.
 *
 * @param httpPort on 127.0.0.1, for metrics and health; 0: none
 * @param commandPort on 127.0.0.1, for commands; 0: any free one
 * @param runDir absolute; what a running feed keeps: where its commands are taken, logs, audit
 * @param startTimeoutSeconds a step of {@code start} that is not done by then has failed
 * @param restartBackoffMinMillis first pause before a service that ended by itself is started anew
 * @param restartBackoffMaxMillis longest such pause
 */
public record OpsConfig(
        int httpPort,
        int commandPort,
        Path runDir,
        int startTimeoutSeconds,
        int restartBackoffMinMillis,
        int restartBackoffMaxMillis) {
    static OpsConfig of(Values values) {
        return new OpsConfig(
                values.number(FeedProperties.OPS_HTTP_PORT),
                values.number(FeedProperties.OPS_COMMAND_PORT),
                values.path(FeedProperties.OPS_RUN_DIR).orElse(null),
                values.number(FeedProperties.OPS_START_TIMEOUT),
                values.number(FeedProperties.OPS_RESTART_BACKOFF_MIN),
                values.number(FeedProperties.OPS_RESTART_BACKOFF_MAX));
    }

    /** The run directory alone, whatever else may be wrong with the configuration: for who looks for a running service. */
    public static Path runDir(ConfigSource source) {
        return new Values(source).path(FeedProperties.OPS_RUN_DIR).orElseThrow();
    }
}
