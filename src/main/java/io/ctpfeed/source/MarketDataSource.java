package io.ctpfeed.source;

import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.DurationHistogram;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickRing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One line of market data: an account's session with a front, what it wants subscribed, and the ring its ticks arrive
 * in. It outlives routes: a route that is reloaded or suspended leaves it as it is.
 *
 * <p>All methods may be called from any thread and return without waiting for the front. What is wanted is kept apart
 * from what is subscribed: every new login subscribes all that is wanted, at the pace the front allows.
 */
public interface MarketDataSource {
    /** The account's name. */
    String account();

    /** Index of the line, written into each of its ticks. */
    int line();

    SourceState state();

    SourceStatus status();

    /** Starts connecting; does nothing if already started. Lifts {@link SourceState#BLOCKED}. */
    void start();

    /** Logs out and lets go of the API; complete when it is done. What is wanted is remembered. */
    CompletableFuture<Void> stop();

    /** Stop, then start with a new API instance and without old flow files; fails where it is STOPPED or BLOCKED, which only {@link #start} lifts. */
    CompletableFuture<Void> restart();

    /**
     * As an earlier process left it, until somebody starts it; before it is started for the first time.
     *
     * @param state STOPPED by hand, or BLOCKED
     * @param since when it came to that state
     */
    void leaveAs(SourceState state, Instant since, String reason);

    /** The ring, the same for the life of the source. One thread at a time may drain it. */
    TickRing ring();

    /** Adds to what is wanted, but for what {@link #unsubscribedByHand} names. @return how many were new */
    int subscribe(Collection<String> instrumentIds);

    /** Takes from what is wanted. @return how many were there */
    int unsubscribe(Collection<String> instrumentIds);

    /** As an operator: adds to what is wanted, also what was unsubscribed by hand. @return how many were new */
    int subscribeByHand(Collection<String> instrumentIds);

    /**
     * As an operator: takes from what is wanted, and nobody but an operator brings it back on this trading day.
     *
     * @return how many were there
     */
    int unsubscribeByHand(Collection<String> instrumentIds);

    /**
     * What {@link #unsubscribeByHand} took away, in order. Forgotten when the front's login answers another TradingDay. A
     * copy.
     */
    Set<String> unsubscribedByHand();

    /** TradingDay for which that counts, yyyyMMdd; empty: not known before the first login. */
    String unsubscribedOn();

    /** As {@link #unsubscribeByHand} in an earlier process, on that trading day. */
    void withhold(Collection<String> instrumentIds, String tradingDay);

    /** What is wanted now. */
    Set<String> wanted();

    /** How far each wanted instrument got, by its code, in the order in which they were wanted. A copy. */
    Map<String, InstrumentProgress> progress();

    /** Asks again for these, as far as they are wanted, whatever came of it before. @return how many */
    int retry(Collection<String> instrumentIds);

    /** At what pace instruments are asked for, from the next batch on. */
    void pace(SubscriptionPace pace);

    PaceStatus pace();

    /**
     * The contract list by the trader session; fails if the account has none, it does not answer in time, or it is not
     * logged in though it had its time to: at once, for who asks has the list of the last time.
     */
    CompletableFuture<List<Contract>> queryInstruments();

    /**
     * Current snapshots by the trader session ({@code ReqQryDepthMarketData}).
     *
     * @param instrumentId one instrument, or empty
     * @param productClass all of a class where no instrument is named: CTP's ProductClass
     */
    CompletableFuture<TickBatch> snapshot(String instrumentId, char productClass);

    /** Whether the line works now: logged in and, where it should tick, ticking. Completes with the reason if not. */
    CompletableFuture<Probe> probe();

    /** Told by the reader of the ring which ticks went by: coverage is counted from it. The reader's thread only. */
    void observed(TickBatch batch);

    void addListener(SourceListener listener);

    void removeListener(SourceListener listener);

    /** Time that a tick held up the thread which brought it. By default nothing is measured. */
    default DurationHistogram callbackTimes() {
        return DurationHistogram.ofMicros();
    }

    /** A probe's answer. @param reason empty where it is good */
    record Probe(boolean good, String reason) {}
}
