package io.ctpfeed.service;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;

/** Tells each change of an account's state as an event. Called on the accounts' threads. */
final class StateEvents implements SourceListener {
    private final EventSink events;

    StateEvents(EventSink events) {
        this.events = events;
    }

    @Override
    public void stateChanged(MarketDataSource source, SourceState from, SourceState to, String reason) {
        events.accept(FeedEvent.of(
                FeedEvent.Kind.STATUS,
                to.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                source.account(),
                "from",
                from.name(),
                "reason",
                reason));
    }
}
