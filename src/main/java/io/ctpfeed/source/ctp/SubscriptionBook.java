package io.ctpfeed.source.ctp;

import io.ctpfeed.source.InstrumentProgress;
import io.ctpfeed.source.InstrumentProgress.Step;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.WallClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What an account wants subscribed, and how far each of it got in the present session: asked for, acknowledged,
 * ticking, refused. What is wanted outlives sessions, what an operator withholds lasts a trading day; all else dies with
 * the session.
 *
 * <p>Thread-safe; {@link #observed} is for the reader of the ring alone and takes no lock.
 */
final class SubscriptionBook {
    private static final class Entry {
        final Instrument instrument;
        Step step = Step.WANTED;
        int requests;
        /** By {@link System#nanoTime}. */
        long requestedAt;

        int errorId;
        String errorMessage = "";

        Entry(Instrument instrument) {
            this.instrument = instrument;
        }
    }

    /** Numbers for a status. */
    record Count(int wanted, int requested, int acknowledged, int ticking, int rejected) {}

    private final Instruments instruments;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** Never wanted as long as they are here. */
    private final Set<String> withheld = new TreeSet<>();
    /** Of the last login, in this process or when something was withheld before it; empty: there was none. */
    private String tradingDay = "";

    private volatile int session;
    /** Ticks received before belong to an earlier session; nanoseconds since 1970. */
    private volatile long since;

    /** By the instrument's index, written by the reader of the ring alone. */
    private volatile int[] tickedInSession = new int[1 << 12];
    /** Likewise: nanoseconds since 1970. */
    private volatile long[] lastTickAt = new long[1 << 12];

    SubscriptionBook(Instruments instruments) {
        this.instruments = instruments;
    }

    /** But for what is withheld. @return how many were not wanted before */
    synchronized int want(Collection<String> ids) {
        int added = 0;
        for (String id : ids) {
            if (!withheld.contains(id) && entries.putIfAbsent(id, new Entry(instruments.of(id))) == null) {
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

    /** No longer wanted, and not wanted again before {@link #release}. @return those that were wanted */
    synchronized List<String> withhold(Collection<String> ids) {
        List<String> removed = unwant(ids);
        withheld.addAll(removed);
        return removed;
    }

    /** Withheld in an earlier process, on that trading day. */
    synchronized void withhold(Collection<String> ids, String day) {
        withheld.addAll(ids);
        tradingDay = day;
    }

    synchronized String tradingDay() {
        return tradingDay;
    }

    /** A login answered this TradingDay. @return what may be wanted again, for it was withheld on another one */
    synchronized Set<String> renew(String day) {
        Set<String> released = tradingDay.isEmpty() || tradingDay.equals(day) ? Set.of() : withheld();
        release(released);
        tradingDay = day;
        return released;
    }

    /** These may be wanted again. */
    synchronized void release(Collection<String> ids) {
        ids.forEach(withheld::remove);
    }

    synchronized Set<String> withheld() {
        return new TreeSet<>(withheld);
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
        entries.values().forEach(SubscriptionBook::askAnew);
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
        long now = System.nanoTime();
        for (String id : ids) {
            Entry entry = entries.get(id);
            if (entry != null) {
                entry.requests++;
                entry.requestedAt = now;
                if (entry.step == Step.WANTED) {
                    entry.step = Step.REQUESTED;
                }
            }
        }
    }

    synchronized void acknowledged(String id) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.step = Step.ACKNOWLEDGED;
        }
    }

    synchronized void rejected(String id, int errorId, String message) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.step = Step.REJECTED;
            entry.errorId = errorId;
            entry.errorMessage = message;
        }
    }

    /** These are to be asked for once more. @return how many of them are wanted */
    synchronized int again(Collection<String> ids) {
        int count = 0;
        for (String id : ids) {
            Entry entry = entries.get(id);
            if (entry != null) {
                askAnew(entry);
                count++;
            }
        }
        return count;
    }

    /** Asked for no longer ago than the deadline, and neither answered nor ticking. */
    synchronized int inFlight(long deadlineMillis) {
        long now = System.nanoTime();
        long deadlineNanos = TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
        int count = 0;
        for (Entry entry : entries.values()) {
            boolean waiting = entry.step == Step.REQUESTED && now - entry.requestedAt < deadlineNanos;
            count += waiting && !isTicking(entry) ? 1 : 0;
        }
        return count;
    }

    synchronized Map<String, InstrumentProgress> progress() {
        Map<String, InstrumentProgress> progress = new LinkedHashMap<>();
        long[] last = lastTickAt;
        entries.forEach((id, entry) -> {
            int index = entry.instrument.index();
            progress.put(
                    id,
                    new InstrumentProgress(
                            id,
                            entry.step,
                            isTicking(entry),
                            index < last.length ? last[index] : 0,
                            entry.requests,
                            entry.errorId,
                            entry.errorMessage));
        });
        return progress;
    }

    /** Whether something wanted was not asked for yet. */
    synchronized boolean isUnfinished() {
        return entries.values().stream().anyMatch(entry -> entry.step == Step.WANTED);
    }

    /** Notes which instruments ticked in this session, and when. */
    void observed(TickBatch batch) {
        int now = session;
        for (int i = 0; i < batch.size(); i++) {
            Tick tick = batch.get(i);
            int index = tick.instrumentIndex();
            if (index >= 0) {
                long receivedAt = tick.receivedAt();
                room(index);
                lastTickAt[index] = receivedAt;
                if (receivedAt >= since) {
                    tickedInSession[index] = now;
                }
            }
        }
    }

    synchronized Count count() {
        int requested = 0;
        int acknowledged = 0;
        int ticking = 0;
        int rejected = 0;
        for (Entry entry : entries.values()) {
            requested += entry.step != Step.WANTED ? 1 : 0;
            acknowledged += entry.step == Step.ACKNOWLEDGED ? 1 : 0;
            rejected += entry.step == Step.REJECTED ? 1 : 0;
            ticking += isTicking(entry) ? 1 : 0;
        }
        return new Count(entries.size(), requested, acknowledged, ticking, rejected);
    }

    /** The reader's thread; others see the new array, or the old one, which is as good. */
    private void room(int index) {
        if (index >= tickedInSession.length) {
            int length = Integer.highestOneBit(index) * 2;
            lastTickAt = Arrays.copyOf(lastTickAt, length);
            tickedInSession = Arrays.copyOf(tickedInSession, length);
        }
    }

    private boolean isTicking(Entry entry) {
        int[] ticked = tickedInSession;
        int index = entry.instrument.index();
        return index < ticked.length && ticked[index] == session && session > 0;
    }

    private static void askAnew(Entry entry) {
        entry.step = Step.WANTED;
        entry.errorId = 0;
        entry.errorMessage = "";
    }
}
