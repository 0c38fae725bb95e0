package io.ctpfeed.service.duty;

/**
 * Why a duty is not done, in one line.
 *
 * @param kind what it is about
 */
public record Problem(Kind kind, String text) {
    /** What a problem is about. */
    public enum Kind {
        /** An account is not logged in, or NATS is away. */
        UNREACHABLE,
        /** Too little is subscribed. */
        COVERAGE,
        /** Anything else. */
        OTHER
    }
}
