package io.ctpfeed.quality;

/** What is done with a tick that has a flaw. */
public enum Treatment {
    /** It goes no further; it is counted. */
    DROP,
    /** It goes on, and its message names the flaw. */
    TAG,
    /** It goes on as if nothing were wrong; it is counted. */
    PASS
}
