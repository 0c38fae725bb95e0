package io.ctpfeed.failover;

/** Is told what failover did; on its thread, must not block. */
public interface FailoverListener {
    /** Another line is active. */
    void switched(Switched what);

    /** What lines do has changed: whoever waits looks again. */
    void lineupChanged();
}
