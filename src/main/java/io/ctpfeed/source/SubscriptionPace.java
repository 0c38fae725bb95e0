package io.ctpfeed.source;

/**
 * At what pace a source asks for instruments. Immutable; may be replaced while the source runs.
 *
 * @param batchInstruments codes in one request
 * @param instrumentsPerSecond codes in any second
 * @param inFlightInstruments codes asked for that are neither acknowledged nor ticking nor overdue
 * @param ackDeadlineMillis a code that is neither acknowledged nor ticking for so long is overdue
 */
public record SubscriptionPace(
        int batchInstruments, int instrumentsPerSecond, int inFlightInstruments, long ackDeadlineMillis) {
    /** The vendor advises a thousand instruments, then a pause of a second. */
    public static final SubscriptionPace DEFAULT = new SubscriptionPace(500, 1_000, 2_000, 5_000);

    public SubscriptionPace with(int batch, int perSecond) {
        return with(batch, perSecond, inFlightInstruments);
    }

    public SubscriptionPace with(int batch, int perSecond, int inFlight) {
        return new SubscriptionPace(batch, perSecond, inFlight, ackDeadlineMillis);
    }
}
