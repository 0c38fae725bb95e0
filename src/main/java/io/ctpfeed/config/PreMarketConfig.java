package io.ctpfeed.config;

import java.util.Set;

/**
 * The restart before a session, as far as it is not the routes' concern: what happens while the service is away. Immutable.
 *
 * @param restartNats whether NATS is restarted with the whole service
 */
public record PreMarketConfig(boolean restartNats) {
    static PreMarketConfig of(Values values) {
        return new PreMarketConfig(
                values.optional(FeedProperties.PREMARKET_NATS).orElse(false));
    }

    /** Properties of this record: read each time they are needed, so that an edit counts at once. */
    public static Set<String> keys() {
        return Set.of(FeedProperties.PREMARKET_NATS.key());
    }
}
