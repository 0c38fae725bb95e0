package io.ctpfeed.service.subscribe;

import io.ctpfeed.source.InstrumentProgress;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.PaceStatus;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.subscription.LineListener;
import io.ctpfeed.subscription.SubscriptionLine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** An account of the service as a subscription run sees it. Any thread. */
final class SourceLine implements SubscriptionLine {
    private final MarketDataSource source;
    private final Predicate<String> stoppedByHand;
    private final Map<LineListener, SourceListener> relays = new ConcurrentHashMap<>();

    /** @param stoppedByHand of an account */
    SourceLine(MarketDataSource source, Predicate<String> stoppedByHand) {
        this.source = source;
        this.stoppedByHand = stoppedByHand;
    }

    MarketDataSource source() {
        return source;
    }

    @Override
    public String account() {
        return source.account();
    }

    @Override
    public Standing standing() {
        SourceState state = source.state();
        if (state == SourceState.READY) {
            return Standing.READY;
        }
        if (stoppedByHand.test(source.account())) {
            return Standing.STOPPED_BY_HAND;
        }
        SourceStatus status = source.status();
        String reason = status.state() + (status.reason().isEmpty() ? "" : ": " + status.reason());
        return state == SourceState.BLOCKED ? Standing.blocked(reason) : Standing.away(reason);
    }

    @Override
    public Set<String> wanted() {
        return source.wanted();
    }

    @Override
    public Set<String> unsubscribedByHand() {
        return source.unsubscribedByHand();
    }

    @Override
    public void subscribe(Collection<String> codes) {
        source.subscribe(codes);
    }

    @Override
    public void unsubscribe(Collection<String> codes) {
        source.unsubscribe(codes);
    }

    @Override
    public void retry(Collection<String> codes) {
        source.retry(codes);
    }

    @Override
    public Map<String, Progress> progress() {
        Map<String, Progress> progress = new LinkedHashMap<>();
        source.progress()
                .forEach((code, each) -> progress.put(
                        code,
                        new Progress(
                                each.step() != InstrumentProgress.Step.WANTED,
                                each.step() == InstrumentProgress.Step.ACKNOWLEDGED,
                                each.ticking(),
                                each.lastTickAt(),
                                each.errorId(),
                                each.errorMessage())));
        return progress;
    }

    @Override
    public Pace pace() {
        PaceStatus pace = source.pace();
        return new Pace(pace.configured().batchInstruments(), pace.instrumentsPerSecond());
    }

    @Override
    public void listen(LineListener listener) {
        SourceListener relay = new Relay(listener);
        relays.put(listener, relay);
        source.addListener(relay);
    }

    @Override
    public void unlisten(LineListener listener) {
        SourceListener relay = relays.remove(listener);
        if (relay != null) {
            source.removeListener(relay);
        }
    }

    private record Relay(LineListener to) implements SourceListener {
        @Override
        public void stateChanged(MarketDataSource source, SourceState from, SourceState now, String reason) {
            if (from == SourceState.READY) {
                to.lost(source.account(), reason);
            }
        }

        @Override
        public void subscriptionSent(MarketDataSource source, List<String> codes, int code, int instrumentsPerSecond) {
            to.sent(source.account(), codes, code);
        }

        @Override
        public void subscriptionAcknowledged(MarketDataSource source, String code) {
            to.acknowledged(source.account(), code);
        }

        @Override
        public void subscriptionRejected(MarketDataSource source, String code, int errorId, String message) {
            to.rejected(source.account(), code, errorId, message);
        }
    }
}
