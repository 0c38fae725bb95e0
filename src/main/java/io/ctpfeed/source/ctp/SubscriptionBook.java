package io.ctpfeed.source.ctp;

import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.WallClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an account wants subscribed, and how far each of it got in the present session: asked for, acknowledged,
 * ticking, refused. What is wanted outlives sessions; all else dies with the session.
 *
 * <p>Thread-safe; {@link #observed} is for the reader of the ring alone and takes no lock.
 */
final class SubscriptionBook {
    private enum Step {
        WANTED,
        REQUESTED,
        ACKNOWLEDGED,
        REJECTED
    }

    private static final class Entry {
        final Instrument instrument;
        Step step = Step.WANTED;

        Entry(Instrument instrument) {
            this.instrument = instrument;
        }
    }

    /** Numbers for a status. */
    record Count(int wanted, int requested, int acknowledged, int ticking, int rejected) {}

    private final Instruments instruments;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private volatile int session;
    /** Ticks received before belong to an earlier session; nanoseconds since 1970. */
    private volatile long since;

    private volatile int[] tickedInSession = new int[1 << 12];

    SubscriptionBook(Instruments instruments) {
        this.instruments = instruments;
    }

    /** @return how many were not wanted before */
    synchronized int want(Collection<String> ids) {
        int added = 0;
        for (String id : ids) {
            if (entries.putIfAbsent(id, new Entry(instruments.of(id))) == null) {
                added++;
            }
        }
        return added;
    }

    /** @return those that were wanted */
    synchronized List<String> unwant(Collection<String> ids) {
        List<String> removed = new ArrayList<>();
        for (String id : ids) {
            if (entries.remove(id) != null) {
                removed.add(id);
            }
        }
        return removed;
    }

    synchronized boolean isWanted(String id) {
        return entries.containsKey(id);
    }

    synchronized Set<String> wanted() {
        return new TreeSet<>(entries.keySet());
    }

    /** A session ended or a new one began: nothing is subscribed any more, or yet. */
    synchronized void forgetSession() {
        since = WallClock.epochNanos();
        session++;
        entries.values().forEach(entry -> entry.step = Step.WANTED);
    }

    /** The next codes to ask for, in the order in which they were wanted. */
    synchronized List<String> toRequest(int limit) {
        List<String> next = new ArrayList<>(Math.min(limit, entries.size()));
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            if (next.size() == limit) {
                break;
            }
            if (entry.getValue().step == Step.WANTED) {
                next.add(entry.getKey());
            }
        }
        return next;
    }

    /** Asked for; an answer may have come before the request returned, and stands. */
    synchronized void requested(Collection<String> ids) {
        for (String id : ids) {
            Entry entry = entries.get(id);
            if (entry != null && entry.step == Step.WANTED) {
                entry.step = Step.REQUESTED;
            }
        }
    }

    synchronized void acknowledged(String id) {
        step(id, Step.ACKNOWLEDGED);
    }

    synchronized void rejected(String id) {
        step(id, Step.REJECTED);
    }

    /** Whether something wanted was not asked for yet. */
    synchronized boolean isUnfinished() {
        return entries.values().stream().anyMatch(entry -> entry.step == Step.WANTED);
    }

    /** Notes which instruments ticked in this session. */
    void observed(TickBatch batch) {
        int now = session;
        for (int i = 0; i < batch.size(); i++) {
            Tick tick = batch.get(i);
            int index = tick.instrumentIndex();
            if (index >= 0 && tick.receivedAt() >= since) {
                int[] ticked = tickedInSession;
                if (index >= ticked.length) {
                    ticked = java.util.Arrays.copyOf(ticked, Integer.highestOneBit(index) * 2);
                    tickedInSession = ticked;
                }
                ticked[index] = now;
            }
        }
    }

    synchronized Count count() {
        int requested = 0;
        int acknowledged = 0;
        int ticking = 0;
        int rejected = 0;
        int[] ticked = tickedInSession;
        for (Entry entry : entries.values()) {
            requested += entry.step != Step.WANTED ? 1 : 0;
            acknowledged += entry.step == Step.ACKNOWLEDGED ? 1 : 0;
            rejected += entry.step == Step.REJECTED ? 1 : 0;
            int index = entry.instrument.index();
            ticking += index < ticked.length && ticked[index] == session && session > 0 ? 1 : 0;
        }
        return new Count(entries.size(), requested, acknowledged, ticking, rejected);
    }

    private void step(String id, Step step) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.step = step;
        }
    }
}
