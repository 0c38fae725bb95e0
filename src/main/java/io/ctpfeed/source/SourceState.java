package io.ctpfeed.source;

import java.util.EnumSet;
import java.util.Set;

/** Where a source stands with its front. The table of allowed changes is below; {@link #STOPPED} may follow any. */
public enum SourceState {
    /** Not started, or stopped by hand: nothing connects. */
    STOPPED,
    /** Waiting for the front to answer. */
    CONNECTING,
    /** The front answered; login not yet sent. */
    CONNECTED,
    /** Login sent. */
    LOGGING_IN,
    /** Logged in; what is wanted is being, or has been, subscribed. */
    READY,
    /** The connection broke or a try failed; another follows after a pause. */
    DISCONNECTED,
    /** Refused for its credentials or configuration: no further try until an operator acts, lest the account be locked. */
    BLOCKED;

    private Set<SourceState> next;

    static {
        STOPPED.next = EnumSet.of(CONNECTING, BLOCKED);
        CONNECTING.next = EnumSet.of(CONNECTED, DISCONNECTED, BLOCKED);
        CONNECTED.next = EnumSet.of(LOGGING_IN, DISCONNECTED, BLOCKED);
        LOGGING_IN.next = EnumSet.of(READY, DISCONNECTED, BLOCKED);
        READY.next = EnumSet.of(DISCONNECTED, BLOCKED);
        DISCONNECTED.next = EnumSet.of(CONNECTING, CONNECTED, BLOCKED);
        BLOCKED.next = EnumSet.of(CONNECTING);
    }

    /** Whether {@code to} may follow this state. */
    public boolean allows(SourceState to) {
        return to == STOPPED ? this != STOPPED : next.contains(to);
    }
}
