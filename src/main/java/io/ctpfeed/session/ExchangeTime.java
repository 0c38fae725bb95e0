package io.ctpfeed.session;

/** The instant an exchange put on a tick. Stateless, any thread. */
public final class ExchangeTime {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    /** Asia/Shanghai is UTC+8 all year. */
    private static final long OFFSET_NANOS = 8 * 3_600_000_000_000L;

    private ExchangeTime() {}

    /**
     * The instant of a time of day that lies nearest to when it was received: dates in ticks are not to be trusted.
     *
     * @param receivedAt nanoseconds since 1970, UTC
     * @return nanoseconds since 1970, UTC
     */
    public static long resolve(long receivedAt, int secondOfDay, int millis) {
        long inDay = secondOfDay * 1_000_000_000L + millis * 1_000_000L;
        long dayStart = receivedAt - Math.floorMod(receivedAt + OFFSET_NANOS, DAY_NANOS);
        long instant = dayStart + inDay;
        if (instant - receivedAt > DAY_NANOS / 2) {
            return instant - DAY_NANOS;
        }
        return receivedAt - instant > DAY_NANOS / 2 ? instant + DAY_NANOS : instant;
    }
}
