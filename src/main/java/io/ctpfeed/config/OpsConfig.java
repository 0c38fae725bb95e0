package io.ctpfeed.config;

/**
 * How the service shows itself to those who watch it. Immutable.
 *
 * @param httpPort on 127.0.0.1, for metrics and health; 0: none
 */
public record OpsConfig(int httpPort) {
    static OpsConfig of(Values values) {
        return new OpsConfig(values.number(FeedProperties.OPS_HTTP_PORT));
    }
}
