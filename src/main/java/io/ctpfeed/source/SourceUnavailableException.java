package io.ctpfeed.source;

/** A source cannot work on this machine or with this configuration: one line that says why and what to do. */
public class SourceUnavailableException extends RuntimeException {
    public SourceUnavailableException(String message) {
        super(message);
    }

    public SourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
