package io.ctpfeed.failover;

/** What a line's circuit breaker says of it. */
public enum Circuit {
    /** It works. */
    CLOSED,
    /** It did not work; probes try whether it does again. */
    HALF_OPEN,
    /** It does not work. */
    OPEN;

    /** @param state as resilience4j calls it; what forces it open or off counts as open or closed */
    public static Circuit of(String state) {
        return switch (state) {
            case "OPEN", "FORCED_OPEN" -> OPEN;
            case "HALF_OPEN" -> HALF_OPEN;
            default -> CLOSED;
        };
    }
}
