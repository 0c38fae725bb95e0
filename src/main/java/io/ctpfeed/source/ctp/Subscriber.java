package io.ctpfeed.source.ctp;

import io.ctpfeed.source.PaceStatus;
import io.ctpfeed.source.SubscriptionPace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends what is wanted and not yet asked for, and takes back what is no longer wanted, in batches at a pace, and waits while
 * too many are unanswered. Back-pressure (-2, -3) and a disconnect while it is at work halve the pace, for the same request
 * again would be thrown out again (the front's queue overflows); a run that ends well doubles it, up to what is configured.
 * The account's thread only, but for the figures and the pace.
 */
final class Subscriber {
    private static final int LEAST_PER_SECOND = 50;
    private static final long RETRY_MILLIS = 250;
    private static final long LOOK_MILLIS = 50;
    private static final int TOO_MANY_OUTSTANDING = -2;
    private static final int TOO_MANY_A_SECOND = -3;

    private final SubscriptionBook book;
    private final AccountThread thread;
    private final SubscriptionListener listener;
    private final PaceWindow window = new PaceWindow();
    private final Set<String> leaving = new LinkedHashSet<>();
    private volatile SubscriptionPace configured;
    private volatile int pace;
    private volatile boolean full;
    private volatile long tooManyOutstanding;
    private volatile long tooManyASecond;
    private volatile long slowDowns;
    private boolean active;
    private boolean sentSome;
    private boolean pressed;
    private long run;

    Subscriber(SubscriptionBook book, AccountThread thread, SubscriptionPace pace, SubscriptionListener listener) {
        this.book = book;
        this.thread = thread;
        this.listener = listener;
        this.configured = pace;
        this.pace = pace.instrumentsPerSecond();
    }

    /** From the next batch on. Any thread. */
    void pace(SubscriptionPace next) {
        thread.run(() -> {
            configured = next;
            pace = next.instrumentsPerSecond();
        });
    }

    PaceStatus status() {
        SubscriptionPace now = configured;
        return new PaceStatus(
                now, pace, book.inFlight(now.ackDeadlineMillis()), tooManyOutstanding, tooManyASecond, slowDowns, full);
    }

    /** Goes on until nothing is left to ask for; does nothing if it is at work. */
    void wake(MdApi api) {
        if (!active) {
            active = true;
            sentSome = false;
            pressed = false;
            send(api, run);
        }
    }

    /** Takes these back, unless they are wanted again by the time it comes to them. */
    void takeBack(MdApi api, Collection<String> ids) {
        leaving.addAll(ids);
        wake(api);
    }

    /** The front takes no more instruments of this session: nothing is asked for until someone asks anew. */
    void full() {
        full = true;
    }

    /** Someone asks anew, or a session began. */
    void room() {
        full = false;
    }

    /** The front let go: stop, and be slower the next time if that happened under way. */
    void sessionLost() {
        if (active) {
            slowDown();
        }
        stop();
    }

    /** The session ends as it should. */
    void stop() {
        run++;
        active = false;
        leaving.clear();
    }

    private void send(MdApi api, long ofRun) {
        if (ofRun != run) {
            return;
        }
        SubscriptionPace now = configured;
        int limit = Math.min(Math.min(now.batchInstruments(), pace), now.inFlightInstruments());
        List<String> back = nextLeaving(limit);
        boolean asking = back.isEmpty();
        List<String> batch = asking ? (full ? List.of() : book.toRequest(limit)) : back;
        if (batch.isEmpty()) {
            active = false;
            if (sentSome && !pressed) {
                pace = Math.min(now.instrumentsPerSecond(), pace * 2);
            }
            return;
        }
        long pauseMillis = window.waitMillis(batch.size(), pace, System.nanoTime());
        if (asking && batch.size() + book.inFlight(now.ackDeadlineMillis()) > now.inFlightInstruments()) {
            pauseMillis = Math.max(pauseMillis, LOOK_MILLIS);
        }
        if (pauseMillis == 0) {
            pauseMillis = asking ? ask(api, batch) : takeBackNow(api, batch);
        }
        thread.later(pauseMillis, () -> send(api, ofRun));
    }

    /** @return how long to wait before the next */
    private long ask(MdApi api, List<String> batch) {
        int code = api.subscribe(batch);
        if (code == 0) {
            book.requested(batch);
        }
        long pause = sent(batch, code);
        listener.sent(batch, code, pace);
        return pause;
    }

    private long takeBackNow(MdApi api, List<String> batch) {
        int code = api.unsubscribe(batch);
        if (code == 0) {
            batch.forEach(leaving::remove);
        }
        return sent(batch, code);
    }

    private long sent(List<String> batch, int code) {
        window.sent(batch.size(), System.nanoTime());
        if (code == 0) {
            sentSome = true;
            return Math.max(1, batch.size() * 1_000L / pace);
        }
        if (code == TOO_MANY_OUTSTANDING) {
            tooManyOutstanding++;
            slowDown();
        } else if (code == TOO_MANY_A_SECOND) {
            tooManyASecond++;
            slowDown();
        } // where it is -1 the disconnect is on its way, and ends this run
        return RETRY_MILLIS;
    }

    private void slowDown() {
        pressed = true;
        slowDowns++;
        pace = Math.min(configured.instrumentsPerSecond(), Math.max(LEAST_PER_SECOND, pace / 2));
    }

    private List<String> nextLeaving(int limit) {
        List<String> next = new ArrayList<>();
        for (Iterator<String> all = leaving.iterator(); all.hasNext() && next.size() < limit; ) {
            String id = all.next();
            if (book.isWanted(id)) {
                all.remove();
            } else {
                next.add(id);
            }
        }
        return next;
    }
}
