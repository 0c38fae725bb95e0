package io.ctpfeed.service.reload;

/** The time between the stop of routes and the start of their successors; see {@link ReplaceScopes}. */
@FunctionalInterface
public interface ReplaceScope extends AutoCloseable {
    /** The successors run, or the last good versions are back. Never throws. */
    @Override
    void close();
}
