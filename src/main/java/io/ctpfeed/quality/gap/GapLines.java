package io.ctpfeed.quality.gap;

/** What gap detection must know of the accounts beyond their ticks. Any thread. */
public interface GapLines {
    /** Lines are numbered from 0. */
    int count();

    /** The account's name. */
    String account(int line);

    /** Whether its ticks are wanted and go into the routes: not stopped or held by hand, not a line in reserve. */
    boolean isWanted(int line);

    /** Whether it is logged in, and all that it should carry is subscribed. */
    boolean isComplete(int line);

    /** Whether all that any account should carry is subscribed by an account at least, and there is something. */
    boolean isWhole();
}
