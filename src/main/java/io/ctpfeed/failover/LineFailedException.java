package io.ctpfeed.failover;

/** A line does not work, although it is logged in: what its circuit breaker counts. It has no stack trace. */
public final class LineFailedException extends Exception {
    private static final long serialVersionUID = 1;

    LineFailedException(String account, LineFailure failure) {
        super("account " + account + ": " + failure.text(), null, false, false);
    }
}
