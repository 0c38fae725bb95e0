package io.ctpfeed.tick;

/** Takes the feed's events; called from any thread, never blocks, never throws. */
@FunctionalInterface
public interface EventSink {
    /** For parts used alone. */
    EventSink NONE = event -> {};

    void accept(FeedEvent event);
}
