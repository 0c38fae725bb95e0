package io.ctpfeed.session;

/** The instant an exchange put on a tick. Stateless, any thread. */
public final class ExchangeTime {
    private ExchangeTime() {}

    /**
     * The instant of a time of day that lies nearest to when it was received: dates in ticks are not to be trusted.
     *
     * @param receivedAt nanoseconds since 1970, UTC
     * @return nanoseconds since 1970, UTC
     */
    public static long resolve(long receivedAt, int secondOfDay, int millis) {
        throw new UnsupportedOperationException(receivedAt + " " + secondOfDay + " " + millis);
    }
}
