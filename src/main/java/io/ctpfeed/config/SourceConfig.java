package io.ctpfeed.config;

/**
 * How a source connects, what it waits for, what it holds. Immutable.
 *
 * @param connectTimeoutMillis a front that has not answered by then has failed
 * @param loginTimeoutMillis a login that has not been answered by then has failed
 * @param queryTimeoutMillis a trader query that has not been answered in full by then has failed
 * @param reconnectBackoffMinMillis pause before the first new try
 * @param reconnectBackoffMaxMillis longest pause between tries
 * @param reconnectJitterPercent by how much a pause may be longer, by chance
 * @param ringCapacityTicks ticks an account's ring holds
 * @param batchLimitTicks ticks in one exchange at the most
 */
public record SourceConfig(
        int connectTimeoutMillis,
        int loginTimeoutMillis,
        int queryTimeoutMillis,
        int reconnectBackoffMinMillis,
        int reconnectBackoffMaxMillis,
        int reconnectJitterPercent,
        int ringCapacityTicks,
        int batchLimitTicks) {

    static SourceConfig of(Values values) {
        SourceConfig config = new SourceConfig(
                values.number(FeedProperties.CONNECT_TIMEOUT),
                values.number(FeedProperties.LOGIN_TIMEOUT),
                values.number(FeedProperties.QUERY_TIMEOUT),
                values.number(FeedProperties.BACKOFF_MIN),
                values.number(FeedProperties.BACKOFF_MAX),
                values.number(FeedProperties.BACKOFF_JITTER),
                values.number(FeedProperties.RING_CAPACITY),
                values.number(FeedProperties.BATCH_LIMIT));
        if (values.sound() && config.reconnectBackoffMinMillis > config.reconnectBackoffMaxMillis) {
            values.unsound(
                    FeedProperties.BACKOFF_MIN,
                    "longer than " + FeedProperties.BACKOFF_MAX.key() + " = " + config.reconnectBackoffMaxMillis,
                    "lower the one or raise the other");
        }
        return config;
    }
}
