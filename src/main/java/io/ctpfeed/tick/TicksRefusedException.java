package io.ctpfeed.tick;

/**
 * The end of the way could not take some ticks of a batch now, and will later: they are not {@linkplain Tick#isTaken()
 * taken} and nothing is lost while the ring keeps them. To be offered again after a pause, from the first that is not
 * taken, in order; another tick of the batch would be refused for the same reason.
 *
 * <p>Part of the flow, not a fault: it has no stack trace.
 */
public final class TicksRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int refused;

    /**
     * @param refused ticks of the batch that are not taken
     * @param reason in one line
     */
    public TicksRefusedException(int refused, String reason) {
        super(refused + " ticks not taken: " + reason, null, false, false);
        this.refused = refused;
    }

    public int refused() {
        return refused;
    }
}
