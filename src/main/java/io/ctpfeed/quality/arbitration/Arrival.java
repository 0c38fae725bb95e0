package io.ctpfeed.quality.arbitration;

/** A frame as a line brings it, which is to be judged. One serves for all, one after the other. */
final class Arrival {
    int line;
    /** Grows with each login of the line. */
    int login;
    /** Whether it is (or may be) a push of the last state, which is no update. */
    boolean state;

    long identity;
    /** The exchange's instant, nanoseconds since 1970; 0: unknown. */
    long eventTime;

    int volume;
    /** Nanoseconds since 1970. */
    long receivedAt;
    /** Told by the judgement: nanoseconds by which a copy came after its first; negative: it is none. */
    long lag;
}
