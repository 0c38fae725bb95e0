package io.ctpfeed.failover;

import java.util.Locale;

/** Why a line is no longer, or again, the active one. */
public enum Reason {
    /** The connection broke, or none can be made. */
    DISCONNECTED,
    /** The front refused the login; for credentials it is not tried again. */
    LOGIN_REFUSED,
    /** Another line ticks and this one does not, in session. */
    SILENT,
    /** Too many updates that other lines brought and this one did not. */
    ERROR_RATE,
    /** A probe failed or was not answered. */
    PROBE_FAILED,
    /** It is logged in and not subscribed. */
    NOT_SUBSCRIBED,
    /** It is being restarted. */
    RESTARTED,
    /** Somebody stopped the account or its route. */
    STOPPED_BY_HAND,
    /** Somebody asked for it. */
    BY_HAND,
    /** The first choice works again. */
    BACK;

    /** As events and metrics call it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it may come again and again by itself: then it counts towards flapping. */
    boolean mayFlap() {
        return this != BY_HAND && this != STOPPED_BY_HAND && this != RESTARTED && this != BACK;
    }
}
