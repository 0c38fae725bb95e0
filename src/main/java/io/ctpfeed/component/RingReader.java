package io.ctpfeed.component;

import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.LostTicks;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickRing;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What lies between an account's ring and the route that takes its ticks. It belongs to the account, not to the route:
 * when one consumer leaves and another comes, it goes on with the very tick where it stood.
 *
 * <p>Reads a batch, offers it as one exchange (or each tick as one), and releases ticks from the ring only when their
 * exchange completed. A batch whose exchange failed is offered again tick by tick, without those that are
 * {@linkplain Tick#isTaken() taken}; a tick that fails by itself too is reported and passed over. So every tick is
 * offered at most twice, and one tick never takes others with it. Ticks that the end of the way {@linkplain
 * TicksRefusedException could not take now} are no failure: the same batch is offered again after a pause, as often as it
 * takes, while the ring holds what comes after it.
 *
 * <p>Where the line stands by ({@link LineMode#HELD}) nothing is offered: see {@link HeldTicks}.
 *
 * <p>All state is the drain thread's, but for {@code consumer}, {@code open} and the flags of an {@link Offer}: other
 * threads attach, open, close and wait.
 */
final class RingReader implements SourceListener {
    private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GREATEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long WAIT_STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final MarketDataSource source;
    private final TickRing ring;
    private final DrainThread drain;
    private final FailedTicks failed;
    private final LostTicks lost;
    private final DrainFigures figures;
    private final HeldTicks held;
    private final Standby standby;
    private final KeptSession session;

    private volatile CtpConsumer consumer;
    private volatile boolean open;
    private volatile Offer offered;

    /** When the next offer may go out, after one was refused; its length doubles with each. */
    private long pausedUntil = System.nanoTime();

    private long pauseNanos = LEAST_PAUSE_NANOS;

    /** Whether what is next was refused. */
    private boolean refused;

    /** What was read and not yet released; null if nothing. It stays when consumers change. */
    private BatchCursor cursor;

    RingReader(
            MarketDataSource source,
            Instruments instruments,
            EventSink events,
            LostTicks lost,
            Standby standby,
            DrainThread drain) {
        this.source = source;
        this.standby = standby;
        this.ring = source.ring();
        this.lost = lost;
        this.drain = drain;
        this.failed = new FailedTicks(source.account(), events);
        this.figures = new DrainFigures(source.account(), ring);
        this.held = new HeldTicks(source, instruments, figures);
        this.session = new KeptSession(source);
        source.addListener(this);
    }

    MarketDataSource source() {
        return source;
    }

    String account() {
        return source.account();
    }

    ReaderCounters figures() {
        return figures;
    }

    CtpConsumer consumer() {
        return consumer;
    }

    /**
     * Takes a consumer that may be offered ticks once {@link #open} is called.
     *
     * @return whether it succeeds one that left the source as it was
     * @throws IllegalStateException if another consumer is there
     */
    synchronized boolean attach(CtpConsumer consumer) {
        CtpConsumer present = this.consumer;
        if (present != null && present != consumer) {
            throw new IllegalStateException("account " + account() + ": its ticks already go to route "
                    + present.getRouteId() + "; a ring has one reader, use direct: or seda: to share them");
        }
        this.consumer = consumer;
        return session.claim();
    }

    /** The consumer leaves; its session goes on as it is. */
    synchronized void detach() {
        open = false;
        consumer = null;
    }

    /** The consumer leaves; the source is stopped if no successor comes within that time. */
    synchronized void detachKeeping(int seconds) {
        detach();
        session.keep(seconds);
    }

    /** Ends a session that was kept for a successor; does nothing where none is. */
    void endKept() {
        session.end();
    }

    /** Offers go out from now on. */
    void open() {
        open = true;
        drain.wake();
    }

    /** No further offer goes out. The one in flight goes on: see {@link #awaitIdle}. */
    void close() {
        open = false;
    }

    /** Waits until no exchange is in flight. @return false if one still is after that time */
    boolean awaitIdle(long timeoutMillis) {
        return await(timeoutMillis, false);
    }

    /** Waits until no exchange is in flight and the ring is empty. @return false if not so after that time */
    boolean awaitEmpty(long timeoutMillis) {
        return await(timeoutMillis, true);
    }

    /** Gives up the exchange in flight: its ticks are offered again, but for those taken by then. */
    void abandon() {
        Offer offer = offered;
        if (offer != null) {
            offer.abandon();
        }
    }

    /** Whether its ticks must go before those of other lines: they were refused, and a newer one might overtake them. */
    boolean isRefused() {
        return refused && open && consumer != null;
    }

    /** Whether its ticks do not go on now, as the line stands by. */
    boolean isHeldBack() {
        return standby.lineup().mode(account()) != LineMode.HOT;
    }

    /**
     * One turn of the drain thread.
     *
     * @param mayOffer whether further ticks may go out
     * @return ticks that were moved on
     */
    int poll(boolean mayOffer) {
        int moved = 0;
        if (offered != null) {
            if (!settle(offered)) {
                return 0;
            }
            moved++;
        }
        if (cursor == null && isHeldBack()) {
            CtpConsumer reader = consumer;
            return open && reader != null ? moved + held.hold(reader.maxBatchTicks(), standby.keepNanos()) : moved;
        }
        if (!mayOffer || System.nanoTime() - pausedUntil < 0) {
            return moved;
        }
        // Goes on within a batch, then lets the other accounts have their turn.
        do {
            if (!open || (cursor == null && !read())) {
                return moved;
            }
            if (cursor.isSingle() && cursor.tick().isTaken()) {
                pass();
                continue;
            }
            if (!offer()) {
                return moved;
            }
            moved++;
            if (!settle(offered)) {
                return moved;
            }
        } while (cursor != null);
        return moved;
    }

    /** About once a second, by the drain thread: rates, events that are due, a kept session whose time is over. */
    void everySecond(long now) {
        figures.rate(now);
        failed.announce(now);
        session.endInTime(now);
    }

    /** The account is read no more; the drain thread does not run now. */
    synchronized void end() {
        endKept();
        source.removeListener(this);
        failed.announceAll(System.nanoTime());
    }

    @Override
    public void ticksAvailable(MarketDataSource source) {
        drain.wake();
    }

    private boolean read() {
        CtpConsumer reader = consumer;
        TickBatch read = reader == null ? null : held.next(reader.maxBatchTicks());
        if (read == null) {
            return false;
        }
        cursor = new BatchCursor(read, reader.isBatching());
        return true;
    }

    /** Hands the batch or its next tick to the route. @return false if a stop came first: nothing was handed over */
    private boolean offer() {
        CtpConsumer target = consumer;
        if (target == null) {
            return false;
        }
        // First what may fail for want of memory: an offer that is announced and never made would never be done.
        Object body = cursor.body(target.isBatching());
        Offer offer = new Offer(drain);
        offered = offer; // seen by awaitIdle() from here on
        if (!open || consumer != target) {
            offered = null;
            return false;
        }
        figures.offered();
        offer.process(target, body, cursor.size());
        return true;
    }

    /** Draws the consequences of an exchange that completed. @return false if it has not */
    private boolean settle(Offer offer) {
        if (offer.isDone() && offer.isRefused()) {
            offer.end(false);
            refused = true;
            pausedUntil = System.nanoTime() + pauseNanos;
            pauseNanos = Math.min(GREATEST_PAUSE_NANOS, pauseNanos * 2);
            offered = null;
            return false; // nothing was moved on
        }
        if (offer.isDone()) {
            pauseNanos = LEAST_PAUSE_NANOS;
            refused = false;
            boolean failedForGood = offer.failure() != null && !mend(offer);
            try {
                offer.end(failedForGood);
            } finally {
                if (offer.failure() == null || failedForGood) {
                    pass();
                }
                offered = null; // last: who waits for it must find all else done
            }
            return true;
        }
        if (offer.isAbandoned()) {
            cursor.offerAgain();
            offered = null;
            return true;
        }
        return false;
    }

    /** After a failure. @return false if the tick was offered for the last time */
    private boolean mend(Offer offer) {
        figures.exchangeFailed();
        if (cursor.isSingle() && offer.isTickTaken()) {
            cursor.tick().markTaken(); // it is passed over on the next turn
            return true;
        }
        boolean refusedByStop = !open && offer.failure() instanceof RejectedExecutionException;
        if (!cursor.isLastOffer() || refusedByStop) {
            cursor.offerAgain();
            return true;
        }
        figures.tickFailed();
        failed.add(cursor.tick(), offer.failure());
        lost.lost(cursor.tick());
        return false;
    }

    /** Lets go of what is next, or of the whole batch. */
    private void pass() {
        int passed = cursor.pass();
        ring.release(passed);
        figures.released(passed);
        if (cursor.isAtEnd()) {
            cursor = null;
            failed.announce(System.nanoTime());
        }
    }

    private boolean await(long timeoutMillis, boolean empty) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        while (offered != null || (empty && ring.depth() > 0)) {
            if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, WAIT_STEP_NANOS);
        }
        return true;
    }
}
