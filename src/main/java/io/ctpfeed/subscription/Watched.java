package io.ctpfeed.subscription;

/** One instrument in a run. The run's thread. */
final class Watched {
    enum State {
        /** The account will ask for it. */
        OPEN,
        /** Asked for; its deadline runs. */
        ASKED,
        /** Its deadline passed; asked for again when the pause is over. */
        PAUSED,
        /** Acknowledged or ticking. */
        SUBSCRIBED,
        REJECTED,
        /** Neither answered nor ticking, however often it was asked for. */
        MISSING,
        /** Its front could not be reached. */
        UNREACHED;

        boolean isPending() {
            return this == OPEN || this == ASKED || this == PAUSED;
        }
    }

    final String id;
    /** The account on whose list it is. */
    final String home;
    /** The account that asks for it: another than home where that one's session is full. */
    String at;

    State state = State.OPEN;
    int batch;
    /** Nanoseconds since 1970; 0: not asked for in this run. */
    long sentAt;
    /** By {@link System#nanoTime}: when its deadline, or its pause, ends. */
    long due;

    int retries;
    int errorId;
    String message = "";

    Watched(String id, String home, String at) {
        this.id = id;
        this.home = home;
        this.at = at;
    }
}
