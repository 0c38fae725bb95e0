package io.ctpfeed.config;

/**
 * How a source connects, what it waits for, what it holds. Immutable.
 *
 * @param connectTimeoutMillis a front that has not answered by then has failed
 * @param loginTimeoutMillis a login that has not been answered by then has failed
 * @param queryTimeoutMillis a trader query that has not been answered in full by then has failed
 * @param reconnectBackoffMinMillis pause before the first new try
 * @param reconnectBackoffMaxMillis longest pause between tries
 * @param ringCapacityTicks ticks an account's ring holds
 * @param batchLimitTicks ticks in one exchange at the most
 * @param waitStrategy what the thread that empties the rings does while they are empty
 * @param keepSessionSeconds how long an account outlives its route that is being replaced
 */
public record SourceConfig(
        int connectTimeoutMillis,
        int loginTimeoutMillis,
        int queryTimeoutMillis,
        int reconnectBackoffMinMillis,
        int reconnectBackoffMaxMillis,
        int ringCapacityTicks,
        int batchLimitTicks,
        WaitStrategy waitStrategy,
        int keepSessionSeconds) {

    /** What a thread does that waits for ticks, from the lowest latency to the least use of the processor. */
    public enum WaitStrategy {
        /** Spins: a core of its own. */
        BUSY,
        /** Spins, and lets others run in between. */
        YIELDING,
        /** Spins a little, then sleeps until woken, at most for a moment. */
        BACKOFF,
        /** Sleeps until woken. */
        PARKING
    }

    static SourceConfig of(Values values) {
        SourceConfig config = new SourceConfig(
                values.number(FeedProperties.CONNECT_TIMEOUT),
                values.number(FeedProperties.LOGIN_TIMEOUT),
                values.number(FeedProperties.QUERY_TIMEOUT),
                values.number(FeedProperties.BACKOFF_MIN),
                values.number(FeedProperties.BACKOFF_MAX),
                values.number(FeedProperties.RING_CAPACITY),
                values.number(FeedProperties.BATCH_LIMIT),
                values.required(FeedProperties.WAIT_STRATEGY),
                values.number(FeedProperties.KEEP_SESSION));
        if (values.sound() && config.reconnectBackoffMinMillis > config.reconnectBackoffMaxMillis) {
            values.unsound(
                    FeedProperties.BACKOFF_MIN,
                    "longer than " + FeedProperties.BACKOFF_MAX.key() + " = " + config.reconnectBackoffMaxMillis,
                    "lower the one or raise the other");
        }
        return config;
    }
}
