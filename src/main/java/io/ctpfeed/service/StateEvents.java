package io.ctpfeed.service;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.EventName;
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
        events.accept(FeedEvent.of(name(to), source.account(), "from", from.name(), "reason", reason));
    }

    private static EventName name(SourceState state) {
        return switch (state) {
            case CONNECTING -> EventName.CONNECTING;
            case CONNECTED -> EventName.CONNECTED;
            case LOGGING_IN -> EventName.LOGGING_IN;
            case READY -> EventName.READY;
            case DISCONNECTED -> EventName.DISCONNECTED;
            case BLOCKED -> EventName.BLOCKED;
            case STOPPED -> EventName.STOPPED;
        };
    }
}
