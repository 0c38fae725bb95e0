package io.ctpfeed.quality.arbitration;

/** What the arbitration decided on a tick. */
enum Verdict {
    /** The first copy, newer than all that is out: goes to the live subject. */
    NEWS,
    /** Is out already, or a state that was pushed on subscribing and is older than what is out: goes no further. */
    COPY,
    /** The first copy, but something newer is out already: goes to {@code md.late}. */
    LATE,
    /** Older than all that is remembered: most likely a copy, so it goes no further, and is counted. */
    UNDECIDED
}
