package io.ctpfeed.quality;

/** What a step must know of the lines whose ticks it sees. Any thread. */
public interface LineSessions {
    /** Grows with each login: what comes first after it may be a push of old state. */
    int logins(int line);

    /** Whether its market-data session is logged in. */
    boolean isUp(int line);
}
