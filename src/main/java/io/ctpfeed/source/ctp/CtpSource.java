package io.ctpfeed.source.ctp;

import io.ctpfeed.source.InstrumentProgress;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.PaceStatus;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.SourceUnavailableException;
import io.ctpfeed.source.SubscriptionPace;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.DurationHistogram;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickRing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CTP account as a source of ticks: the ring and what is wanted, which outlive sessions; the session with the front
 * ({@link MdSession}) and the trader's ({@link TraderSession}), which come and go. All state is owned by the account's
 * thread {@code ctp-NAME}; the vendor's thread touches the ring alone.
 */
public final class CtpSource implements MarketDataSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CtpSource.class);

    private final CtpAccount account;
    private final int line;
    private final TickRing ring;
    private final SubscriptionBook book;
    private final List<SourceListener> listeners = new CopyOnWriteArrayList<>();
    private final AccountThread thread;
    private final MdSession session;
    private final TraderSession trader;
    private final String library;

    private record Standing(SourceState state, Instant since, String reason, boolean stopRequested) {}

    private volatile SourceListener[] wakeable = {};
    private volatile Standing standing = new Standing(SourceState.STOPPED, Instant.now(), "", false);
    private FlowDirectory flow;

    /** @param line index of the line, written into each tick */
    public CtpSource(CtpAccount account, int line, CtpSettings settings, Instruments instruments, CtpLibrary library) {
        this.account = account;
        this.line = line;
        this.library = library.marketDataVersion();
        this.ring = new TickRing(settings.ringCapacityTicks(), line);
        this.book = new SubscriptionBook(instruments);
        this.thread = new AccountThread(account.name());
        this.session = new MdSession(
                account,
                settings,
                thread,
                ring,
                book,
                this::change,
                this::ticksAvailable,
                new Subscriptions(),
                this::notifyListeners);
        this.trader = account.hasTrader()
                ? new TraderSession(account, settings, thread, this::notifyListeners, session::block)
                : null;
        thread.onFailure(session::startAnew);
    }

    @Override
    public String account() {
        return account.name();
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public SourceState state() {
        return standing.state();
    }

    @Override
    public SourceStatus status() {
        SubscriptionBook.Count count = book.count();
        Standing now = standing;
        return new SourceStatus(
                account.name(),
                now.state(),
                now.since(),
                now.reason(),
                now.stopRequested(),
                session.tradingDay(),
                session.logins(),
                session.disconnects(),
                count.wanted(),
                count.requested(),
                count.acknowledged(),
                count.ticking(),
                count.rejected(),
                ring.offered(),
                ring.depth(),
                ring.capacity(),
                ring.overflows(),
                library + session.libraryFile());
    }

    /**
     * Takes the flow directory before anything is started, so that a second instance is refused at once and whole.
     *
     * @throws SourceUnavailableException if another process has it, or it cannot be written
     */
    public void claim() {
        try {
            thread.ask(this::claimNow).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SourceUnavailableException refused) {
                throw refused;
            }
            throw e;
        }
    }

    @Override
    public void start() {
        thread.run(this::startNow);
    }

    @Override
    public CompletableFuture<Void> stop() {
        return thread.ask(() -> stopNow("stopped", true));
    }

    @Override
    public CompletableFuture<Void> restart() {
        return thread.ask(() -> {
            Standing now = standing;
            if (now.state() == SourceState.STOPPED || now.state() == SourceState.BLOCKED) {
                throw new SourceUnavailableException("account " + account.name() + " is " + now.state()
                        + (now.reason().isEmpty() ? "" : " (" + now.reason() + ")")
                        + ": a restart leaves it so; start it by hand");
            }
            stopNow("restarting", false);
            cleanFlow();
            startNow();
        });
    }

    @Override
    public void leaveAs(SourceState state, Instant since, String reason) {
        thread.ask(() -> {
                    standing = new Standing(state, since, reason, state == SourceState.STOPPED);
                    if (state == SourceState.BLOCKED) {
                        notifyListeners(listener -> listener.stateChanged(this, SourceState.STOPPED, state, reason));
                    }
                })
                .join();
    }

    @Override
    public TickRing ring() {
        return ring;
    }

    @Override
    public int subscribe(Collection<String> instrumentIds) {
        int added = book.want(instrumentIds);
        if (added > 0) {
            thread.run(session::subscribeWanted);
        }
        return added;
    }

    @Override
    public int unsubscribe(Collection<String> instrumentIds) {
        return takenBack(book.unwant(instrumentIds));
    }

    @Override
    public int subscribeByHand(Collection<String> instrumentIds) {
        book.release(instrumentIds);
        return subscribe(instrumentIds);
    }

    @Override
    public int unsubscribeByHand(Collection<String> instrumentIds) {
        return takenBack(book.withhold(instrumentIds));
    }

    @Override
    public Set<String> unsubscribedByHand() {
        return book.withheld();
    }

    @Override
    public String unsubscribedOn() {
        return book.tradingDay();
    }

    @Override
    public void withhold(Collection<String> instrumentIds, String tradingDay) {
        book.withhold(instrumentIds, tradingDay);
    }

    @Override
    public Set<String> wanted() {
        return book.wanted();
    }

    @Override
    public Map<String, InstrumentProgress> progress() {
        return book.progress();
    }

    @Override
    public int retry(Collection<String> instrumentIds) {
        int again = book.again(instrumentIds);
        if (again > 0) {
            thread.run(session::subscribeWanted);
        }
        return again;
    }

    @Override
    public void pace(SubscriptionPace pace) {
        session.subscriber().pace(pace);
    }

    @Override
    public PaceStatus pace() {
        return session.subscriber().status();
    }

    @Override
    public CompletableFuture<List<Contract>> queryInstruments() {
        return trader == null ? noTrader("contract list") : trader.queryInstruments();
    }

    @Override
    public CompletableFuture<TickBatch> snapshot(String instrumentId, char productClass) {
        return trader == null ? noTrader("snapshot") : trader.queryDepth(instrumentId, productClass, line);
    }

    @Override
    public CompletableFuture<Probe> probe() {
        Standing now = standing;
        boolean good = now.state() == SourceState.READY;
        return CompletableFuture.completedFuture(
                new Probe(good, good ? "" : now.state() + (now.reason().isEmpty() ? "" : ": " + now.reason())));
    }

    @Override
    public void observed(TickBatch batch) {
        book.observed(batch);
    }

    @Override
    public DurationHistogram callbackTimes() {
        return session.callbackTimes();
    }

    @Override
    public void addListener(SourceListener listener) {
        listeners.add(listener);
        wakeable = listeners.toArray(SourceListener[]::new);
    }

    @Override
    public void removeListener(SourceListener listener) {
        listeners.remove(listener);
        wakeable = listeners.toArray(SourceListener[]::new);
    }

    /** Stops, and ends the account's thread. */
    @Override
    public void close() {
        stop().handle((done, failed) -> null).join();
        thread.close();
    }

    private int takenBack(List<String> removed) {
        if (!removed.isEmpty()) {
            thread.run(() -> session.unsubscribe(removed));
        }
        return removed.size();
    }

    private void startNow() {
        if (standing.state() != SourceState.STOPPED && standing.state() != SourceState.BLOCKED) {
            return;
        }
        if (standing.state() == SourceState.BLOCKED) {
            stopNow("started again by hand", false);
        }
        try {
            claimNow();
        } catch (SourceUnavailableException e) {
            change(SourceState.BLOCKED, e.getMessage());
            return;
        }
        CompletableFuture<Void> admitted =
                trader == null ? CompletableFuture.completedFuture(null) : trader.open(flow.trader());
        session.open(flow.marketData(), admitted);
    }

    private void claimNow() {
        if (flow == null) {
            flow = new FlowDirectory(account.name(), account.flowDir());
        }
    }

    /** What an old session left there is no use to a new one; a file that cannot be deleted does no harm. */
    private void cleanFlow() {
        try {
            claimNow();
            flow.clean();
        } catch (SourceUnavailableException e) {
            LOG.debug("flow files stay: {}", e.getMessage()); // the start that follows says it
        }
    }

    private void stopNow(String reason, boolean requested) {
        session.close();
        if (trader != null) {
            trader.close();
        }
        if (flow != null) {
            flow.close();
            flow = null;
        }
        if (standing.state() != SourceState.STOPPED) {
            change(SourceState.STOPPED, reason, requested);
        } else if (requested) {
            standing = new Standing(SourceState.STOPPED, standing.since(), reason, true);
        }
    }

    private void change(SourceState to, String reason) {
        change(to, reason, false);
    }

    private void change(SourceState to, String reason, boolean stopRequested) {
        SourceState from = standing.state();
        if (!from.allows(to)) {
            throw new IllegalStateException("account " + account.name() + ": " + from + " cannot become " + to);
        }
        standing = new Standing(to, Instant.now(), reason, stopRequested);
        if (to == SourceState.BLOCKED && trader != null) {
            trader.close(); // the same credentials: it must not go on trying them either
        }
        notifyListeners(listener -> listener.stateChanged(this, from, to, reason));
    }

    /** The vendor's thread, for each tick: no lambda, no iterator. */
    private void ticksAvailable() {
        SourceListener[] present = wakeable;
        for (SourceListener listener : present) {
            listener.ticksAvailable(this);
        }
    }

    private void notifyListeners(java.util.function.Consumer<SourceListener> call) {
        listeners.forEach(call);
    }

    private final class Subscriptions implements SubscriptionListener {
        @Override
        public void sent(List<String> ids, int code, int instrumentsPerSecond) {
            notifyListeners(listener ->
                    listener.subscriptionSent(CtpSource.this, List.copyOf(ids), code, instrumentsPerSecond));
        }

        @Override
        public void acknowledged(String id) {
            notifyListeners(listener -> listener.subscriptionAcknowledged(CtpSource.this, id));
        }

        @Override
        public void rejected(String id, int errorId, String message) {
            notifyListeners(listener -> listener.subscriptionRejected(CtpSource.this, id, errorId, message));
        }
    }

    private <T> CompletableFuture<T> noTrader(String what) {
        return CompletableFuture.failedFuture(new SourceUnavailableException("account " + account.name() + ": no "
                + what + " without a trader session; set ctp.accounts." + account.name() + ".trader-fronts"));
    }
}
