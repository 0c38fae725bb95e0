package io.ctpfeed.source.ctp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends what is wanted and not yet asked for, and takes back what is no longer wanted, in batches at a pace. A disconnect
 * while it is at work halves the pace, for the same request again would be thrown out again (the front's queue
 * overflows); a run that ends well doubles it, up to what is configured. The account's thread only.
 */
final class Subscriber {
    private static final int LEAST_PER_SECOND = 50;
    private static final long RETRY_MILLIS = 250;

    private final SubscriptionBook book;
    private final AccountThread thread;
    private final int fullPace;
    private final int batchInstruments;
    private final Set<String> leaving = new LinkedHashSet<>();
    private int pace;
    private boolean active;
    private boolean sentSome;
    private int backPressure;
    private long run;

    Subscriber(SubscriptionBook book, AccountThread thread, CtpSettings settings) {
        this.book = book;
        this.thread = thread;
        this.fullPace = settings.instrumentsPerSecond();
        this.pace = fullPace;
        this.batchInstruments = settings.batchInstruments();
    }

    /** Goes on until nothing is left to ask for; does nothing if it is at work. */
    void wake(MdApi api) {
        if (!active) {
            active = true;
            sentSome = false;
            send(api, run);
        }
    }

    /** Takes these back, unless they are wanted again by the time it comes to them. */
    void takeBack(MdApi api, Collection<String> ids) {
        leaving.addAll(ids);
        wake(api);
    }

    /** The front let go: stop, and be slower the next time if that happened under way. */
    void sessionLost() {
        if (active) {
            pace = Math.max(LEAST_PER_SECOND, pace / 2);
        }
        stop();
    }

    /** The session ends as it should, or takes no more. */
    void stop() {
        run++;
        active = false;
        leaving.clear();
    }

    int instrumentsPerSecond() {
        return pace;
    }

    /** Requests the API refused for the moment (-1, -2, -3); they were sent again. */
    int backPressure() {
        return backPressure;
    }

    private void send(MdApi api, long ofRun) {
        if (ofRun != run) {
            return;
        }
        int limit = Math.min(batchInstruments, pace);
        List<String> back = nextLeaving(limit);
        List<String> batch = back.isEmpty() ? book.toRequest(limit) : back;
        if (batch.isEmpty()) {
            active = false;
            pace = sentSome ? Math.min(fullPace, pace * 2) : pace;
            return;
        }
        int code = back.isEmpty() ? api.subscribe(batch) : api.unsubscribe(batch);
        long pauseMillis = RETRY_MILLIS;
        if (code == 0) {
            sentSome = true;
            if (back.isEmpty()) {
                book.requested(batch);
            } else {
                back.forEach(leaving::remove);
            }
            pauseMillis = Math.max(1, batch.size() * 1_000L / pace);
        } else {
            backPressure++; // where it is -1 the disconnect is on its way, and ends this run
        }
        thread.later(pauseMillis, () -> send(api, ofRun));
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
