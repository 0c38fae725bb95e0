package io.ctpfeed.failover;

/** Another line did not become active: all is as it was before. */
public final class SwitchFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Kind {
        /** There is no such account, or none that could stand in. */
        UNKNOWN,
        /** Somebody stopped it. */
        STOPPED,
        /** Its credentials are refused. */
        CREDENTIALS,
        /** It is not logged in. */
        UNREACHABLE,
        /** Too little of what it wants is subscribed. */
        COVERAGE,
        /** It is logged in and does not work. */
        FAILED
    }

    private final Kind kind;

    SwitchFailedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
