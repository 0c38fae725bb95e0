package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.TickJournal;
import io.nats.client.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Whether ticks go out live, and what becomes of them while they cannot: the feed's end towards NATS. Live, a tick is
 * handed to the {@link TickLine} and is on its way until it is acknowledged. When the line breaks, or for {@link #STALL}
 * takes less than comes, an outage begins: what was on its way goes to the journal first, as in doubt, then every tick
 * behind it, so that nothing is held up and the order stays. {@link DeliveryThread} brings the line back.
 *
 * <p>Without a journal ticks are refused during an outage, and what was on its way is lost and counted.
 *
 * <p>{@link #send}: one thread at a time, which never waits for the network. All else: any thread.
 */
public final class TickDelivery implements TickOutlet, AutoCloseable {
    /** So long ticks may have to wait for room: a ring holds some seconds of them. */
    static final Duration STALL = Duration.ofMillis(500);

    /** So long they may wait for the first line. */
    private static final Duration START = Duration.ofSeconds(2);

    private final TickJournal journal;
    private final ArrayDeque<OutageLog> unfilled = new ArrayDeque<>();
    private final InDoubt inDoubt;
    private final DeliveryThread thread;
    private volatile TickLine line;
    private volatile boolean live;
    private volatile String reason = "not connected yet";
    private boolean held;
    private boolean closed;
    private final Refusals refusals = new Refusals();
    private OutageLog current;
    private volatile long taken;
    private long outages;
    private long lostOnTheWay;

    private TickDelivery(Connection main, DeliverySettings settings, TickJournal journal, OutageListener listener) {
        this.journal = journal;
        this.inDoubt = new InDoubt(journal);
        if (journal != null && journal.figures().ticks() > 0) {
            OutageLog earlier = new OutageLog(outages, Instant.now(), "left by an earlier run", 0);
            earlier.onFound(journal.figures().ticks());
            earlier.end(Instant.now(), journal.end());
            unfilled.add(earlier);
        }
        this.thread = new DeliveryThread(this, main, settings, journal, listener);
    }

    /**
     * Begins to deliver, as soon as NATS is there.
     *
     * @param main the connection for all else: its options and servers are used, over a connection of our own
     * @param journal null for none; closed by the delivery
     */
    public static TickDelivery start(
            Connection main, DeliverySettings settings, TickJournal journal, OutageListener listener) {
        TickDelivery delivery = new TickDelivery(main, settings, journal, listener);
        delivery.thread.start();
        return delivery;
    }

    /** Waits until ticks go out live. @return whether they do */
    public synchronized boolean awaitLive(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); !live && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return live;
    }

    @Override
    public synchronized Answer send(String subject, long epoch, long sequence, byte[] payload) {
        Answer answer = closed ? Answer.REFUSED : take(subject, epoch, sequence, payload);
        taken += answer == Answer.REFUSED ? 0 : 1;
        return answer;
    }

    private Answer take(String subject, long epoch, long sequence, byte[] payload) {
        if (live) {
            if (!line.isUp()) {
                begin(line.fault());
            } else if (!held && line.send(subject, epoch, sequence, payload)) {
                if (line.live().size() <= line.live().capacity() / 2) {
                    refusals.end();
                }
                return Answer.LIVE;
            } else if (!refusals.lastedFor(STALL)) {
                return Answer.REFUSED;
            } else {
                begin("NATS takes less than comes");
            }
        } else if (current == null) {
            if (!refusals.lastedFor(START)) {
                return Answer.REFUSED;
            }
            begin(reason);
        }
        return keep(subject, epoch, sequence, payload);
    }

    @Override
    public synchronized boolean keepLate(String subject, long epoch, byte[] payload) {
        return journal != null && !closed && journal.append(subject, epoch, 0, payload, false) >= 0;
    }

    @Override
    public String refusal() {
        return live ? "as many as may be are on their way to NATS" : reason;
    }

    private Answer keep(String subject, long epoch, long sequence, byte[] payload) {
        if (journal == null) {
            return Answer.REFUSED;
        }
        if (journal.append(subject, epoch, sequence, payload, false) < 0) {
            return Answer.LOST;
        }
        current.onKept(subject, epoch, sequence);
        return Answer.KEPT;
    }

    private void begin(String why) {
        live = false;
        held = false;
        refusals.forget();
        reason = why;
        outages++;
        current = new OutageLog(outages, Instant.now(), why, lost());
        if (line != null) {
            keepWhatIsOnItsWay(line.live());
        }
        thread.wake();
    }

    private void keepWhatIsOnItsWay(InFlight window) {
        if (journal == null) {
            lostOnTheWay += window.size();
        } else {
            inDoubt.keep(window, current);
        }
    }

    /** What has become of what was on its way, as far as the server said. */
    synchronized void settleAcknowledged() {
        inDoubt.settleAcknowledged(line.live());
    }

    /** An outage begins, unless ticks go out over another line by now. */
    synchronized void broken(TickLine broken, String why) {
        if (live && line == broken && !closed) {
            begin(why);
        }
    }

    /** What is on its way cannot be waited for any more. */
    synchronized void giveUp() {
        live = false;
        line = null;
    }

    /** NATS is still away, and why. */
    void away(String why) {
        reason = why;
    }

    /** Ticks go out over this line from now on. @return the outage that has ended; null if there was none */
    synchronized OutageLog goLive(TickLine over) {
        OutageLog ended = current;
        line = over;
        live = true;
        held = false;
        refusals.forget();
        current = null;
        if (ended != null) {
            ended.end(Instant.now(), journal == null ? 0 : journal.end());
            unfilled.add(ended);
        }
        if (journal != null) {
            journal.doubt(0, 0);
        }
        notifyAll();
        return ended;
    }

    /** Ticks go out over another line, with nothing on its way over this one. @return false if an outage was faster */
    synchronized boolean change(TickLine from, TickLine to) {
        boolean still = live && line == from;
        if (still) {
            line = to;
            held = false;
            refusals.forget();
        }
        return still;
    }

    /** Ticks wait in their rings while this line is left for another. */
    synchronized void hold() {
        held = true;
    }

    /** The next outage whose ticks have all been published; null if there is none. */
    synchronized OutageLog pollFilled() {
        OutageLog first = unfilled.peek();
        return first != null && (journal == null || first.endPosition() <= journal.begin()) ? unfilled.poll() : null;
    }

    /** What lies before this place in the journal is settled. */
    synchronized long lateLimit() {
        return live ? journal.end() : 0;
    }

    /** The outage there is; null if there is none. */
    synchronized OutageLog current() {
        return current;
    }

    synchronized Outage snapshot(OutageLog outage) {
        return outage.soFar(lost());
    }

    TickLine line() {
        return line;
    }

    boolean isLive() {
        return live;
    }

    private long lost() {
        return lostOnTheWay + (journal == null ? 0 : journal.figures().lost());
    }

    public synchronized DeliveryFigures figures() {
        return new DeliveryFigures(
                live,
                line == null ? 0 : line.live().size(),
                outages,
                inDoubt.ticks(),
                thread.latePublished(),
                journal == null ? null : journal.figures());
    }

    /** Ticks taken since the start, whatever became of them. */
    public long taken() {
        return taken;
    }

    /** How many of the first of them are safe from a sudden end: acknowledged, kept in the journal, or known to be lost. */
    public synchronized long settled() {
        return taken - (live ? line.live().size() : 0);
    }

    /** Waits a while for what is on its way; what is not acknowledged by then goes to the journal. Takes nothing any more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        thread.close();
        synchronized (this) {
            if (live && !line.live().isEmpty()) {
                begin("the service ends");
            }
            live = false;
        }
        if (line != null) {
            line.close();
        }
        if (journal != null) {
            journal.close();
        }
    }
}
