package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalEntry.State;
import io.ctpfeed.publish.journal.TickJournal;
import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a {@link TickDelivery}: connects, learns what is acknowledged, settles what was on its way when a line
 * broke, lets ticks go out live again, and publishes the late ones beside them.
 */
final class DeliveryThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TickDelivery.class);
    /** So often the server is asked how far it is: what is in doubt when a line breaks is what came since. */
    private static final long PERIOD_NANOS = Duration.ofMillis(20).toNanos();

    private static final long CLOSE_MILLIS = 10_000;
    private static final long LASTING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int LONGEST_DOUBLING = 5;
    /** So long a server that is reached anew may hold on to what an earlier line brought. */
    private static final long HOLD_NANOS = Duration.ofSeconds(10).toNanos();

    private final TickDelivery delivery;
    private final Connection main;
    private final DeliverySettings settings;
    private final TickJournal journal;
    private final LateTicks late;
    private final OutageWatch watch;
    private final Thread thread = new Thread(this, "nats-ticks");
    private volatile boolean closing;
    private TickLine stays;
    private long liveSince;
    private int soonBroken;
    /** A connection that is to be the next line; null if there is none. */
    private TickLine next;

    private long reachedAt;
    /** The line before, while the server may still read what came over it; null if it does not. */
    private TickLine left;

    private long leftAt;

    DeliveryThread(
            TickDelivery delivery,
            Connection main,
            DeliverySettings settings,
            TickJournal journal,
            OutageListener listener) {
        this.delivery = delivery;
        this.main = main;
        this.settings = settings;
        this.journal = journal;
        this.late = journal == null ? null : new LateTicks(journal, settings);
        this.watch = new OutageWatch(delivery, journal, listener);
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    long latePublished() {
        return late == null ? 0 : late.published();
    }

    void close() {
        closing = true;
        wake();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        String said = "";
        while (!closing) {
            try {
                if (delivery.isLive()) {
                    tend(delivery.line());
                } else {
                    restore(delivery.line());
                }
                watch.look();
                said = "";
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                if (!e.toString().equals(said)) {
                    said = e.toString();
                    LOG.error("delivery to NATS goes on after an error", e);
                }
                pause();
            }
        }
        finish();
    }

    /** While ticks go out live. */
    private void tend(TickLine line) throws InterruptedException {
        boolean answered = line.confirm();
        if (!answered || !line.isUp()) {
            delivery.broken(
                    line, line.isUp() ? "no answer for " + settings.ackTimeout().toMillis() + " ms" : line.fault());
            return;
        }
        if (line.isLameDuck() && line != stays) {
            move(line);
            return;
        }
        if (late != null) {
            watch.lateRefused(late.publish(delivery.lateLimit()));
            late.release();
        }
        LockSupport.parkNanos(PERIOD_NANOS);
    }

    /** From an outage, and from the start, to ticks that go out live. */
    private void restore(TickLine broken) throws InterruptedException {
        TickLine line = broken;
        if (line != null) {
            boolean done = awaitAcknowledged(line, settings.ackTimeout());
            if (!done && line.isStuck() && isWaitedFor()) {
                return;
            }
            done = line.isUp() && line.live().isEmpty();
            if (journal != null) {
                delivery.settleAcknowledged();
            }
            if (done) {
                drop(next);
            } else {
                leave(line);
                line = null;
            }
        }
        watch.look();
        if (line == null) {
            line = reach();
        }
        if (line == null || !isAlone(line) || !settle(line)) {
            pause();
            return;
        }
        next = null;
        watch.ended(delivery.goLive(line));
        liveSince = System.nanoTime();
        if (late != null && line != broken) {
            late.begin(line);
        }
    }

    /**
     * A server that stands still has what came over a line that stays up, and will go on with it: sent once more over another
     * line it would come twice. So it is waited for until one is reached anew, and then a while.
     */
    private boolean isWaitedFor() throws InterruptedException {
        return reach() == null || System.nanoTime() - reachedAt < HOLD_NANOS;
    }

    private void leave(TickLine line) {
        delivery.giveUp();
        line.close();
        left = line;
        leftAt = System.nanoTime();
        backOff();
    }

    /** What the line before brought must not come behind what this one brings. */
    private boolean isAlone(TickLine line) throws InterruptedException {
        if (left != null && (line.seesEndOf(left) || System.nanoTime() - leftAt >= HOLD_NANOS)) {
            left = null;
        }
        return left == null;
    }

    /** @return the connection that is to be the next line; null if NATS is not reached */
    private TickLine reach() throws InterruptedException {
        if (next != null && !next.isUp()) {
            drop(next);
        }
        if (next == null) {
            next = connect();
            reachedAt = System.nanoTime();
        }
        return next;
    }

    /** @param line null for none */
    private void drop(TickLine line) {
        if (line != null) {
            line.close();
        }
        next = null;
    }

    /** Who connects well and is refused at once is not tried ever so often. */
    private void backOff() {
        boolean soon = liveSince != 0 && System.nanoTime() - liveSince < LASTING_NANOS;
        soonBroken = soon ? Math.min(soonBroken + 1, LONGEST_DOUBLING) : 0;
        for (int pauses = (1 << soonBroken) - 1; pauses > 0 && !closing; pauses--) {
            pause();
        }
    }

    private TickLine connect() throws InterruptedException {
        try {
            return TickLine.open(main.getOptions(), List.copyOf(main.getServers()), settings);
        } catch (IOException | IllegalStateException e) {
            delivery.away("NATS is not reached: " + e.getMessage());
            return null;
        }
    }

    private boolean settle(TickLine line) throws InterruptedException {
        if (settings.mode() == DeliveryMode.CORE || journal == null || journal.doubtFrom() == journal.doubtTo()) {
            return true;
        }
        try {
            new Settlement(line.connection(), settings.ackTimeout())
                    .settle(journal, journal.doubtFrom(), journal.doubtTo(), State.IN_DOUBT, Settlement.LIVE);
            return true;
        } catch (IOException | IllegalStateException e) {
            delivery.away("what was on its way cannot be settled: " + e.getMessage());
            delivery.giveUp();
            drop(line);
            return false;
        }
    }

    /** The server is about to stop: with nothing on its way, another takes over without an outage. */
    private void move(TickLine from) throws InterruptedException {
        stays = from;
        TickLine to = connect();
        if (to == null) {
            LOG.info("NATS server is about to stop, and no other is there");
            return;
        }
        delivery.hold();
        if (awaitAcknowledged(from, TickDelivery.STALL) && delivery.change(from, to)) {
            if (late != null) {
                late.release();
                late.begin(to);
            }
            from.close();
        } else {
            delivery.broken(from, from.fault());
            to.close();
        }
    }

    private boolean awaitAcknowledged(TickLine line, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (line.isUp() && !(line.live().isEmpty() && line.late().isEmpty()) && System.nanoTime() < deadline) {
            line.confirm();
            LockSupport.parkNanos(PERIOD_NANOS / 10);
        }
        return line.isUp() && line.live().isEmpty();
    }

    private void pause() {
        LockSupport.parkNanos(settings.retryPause().toNanos());
    }

    private void finish() {
        drop(next);
        TickLine line = delivery.line();
        try {
            if (line != null && delivery.isLive()) {
                awaitAcknowledged(line, settings.ackTimeout());
                if (late != null) {
                    late.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
