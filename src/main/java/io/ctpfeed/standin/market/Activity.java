package io.ctpfeed.standin.market;

/** Which instruments tick in a frame of their sessions. */
public enum Activity {
    /** Every one, for load. */
    ALL,
    /** Near futures nearly always, most options hardly ever. */
    REALISTIC,
    /** A hundredth of that, for days that are run fast. */
    SPARSE
}
