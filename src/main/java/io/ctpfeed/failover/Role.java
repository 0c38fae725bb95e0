package io.ctpfeed.failover;

/** What an account is for. */
public enum Role {
    /** Its ticks make the stream together with those of the other hot ones: the first copy of each wins. */
    HOT,
    /** Logged in and subscribed; its ticks go on once it is active. */
    STANDBY,
    /** Connected only when it is needed. */
    COLD
}
