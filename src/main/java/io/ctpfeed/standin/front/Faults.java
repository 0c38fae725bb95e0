package io.ctpfeed.standin.front;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The faults of one front that sessions meet as they go: logins, acknowledgements, single ticks. Each says how often it
 * has happened, so that a test can prove the failure before it judges the answer to it. Any thread.
 *
 * <p>Faults of whole sessions (drop, half-open, stall, refused connections) are {@link Front}'s.
 */
public final class Faults {
    private final Map<String, AtomicLong> happened = new ConcurrentHashMap<>();
    private final List<TickFault> tickFaults = new CopyOnWriteArrayList<>();
    private final Set<String> rejectedCodes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger rejectNext = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong acknowledgements = new AtomicLong();

    private volatile int loginDelayMillis;
    private volatile RspInfo refusal;
    private volatile int swallowEvery;
    private volatile int lastEvery;

    /** Answers logins only after so long. */
    public void slowLogin(int millis) {
        loginDelayMillis = millis;
    }

    /** Refuses the next {@code times} logins with that error. */
    public void refuseLogin(RspInfo error, int times) {
        refusal = error;
        refusals.set(times);
    }

    /** Acknowledges these codes with error 16 as if there were no such contracts. */
    public void rejectInstruments(Collection<String> codes) {
        rejectedCodes.addAll(codes);
    }

    /** Rejects the next {@code count} codes that are subscribed, and goes on rejecting those. */
    public void rejectInstruments(int count) {
        rejectNext.set(count);
    }

    /** Leaves out every {@code nth} acknowledgement (real fronts: 34); 0 none. The subscription holds. */
    public void swallowAcknowledgements(int nth) {
        swallowEvery = nth;
    }

    /** Marks every {@code nth} acknowledgement as the last, besides the true one; 0 none. */
    public void severalLast(int nth) {
        lastEvery = nth;
    }

    /** Adds a fault of single ticks. */
    public void ticks(TickFault fault) {
        tickFaults.add(fault);
    }

    /** Ends all of them; what has happened stays counted. */
    public void clear() {
        tickFaults.clear();
        rejectedCodes.clear();
        rejectNext.set(0);
        refusals.set(0);
        loginDelayMillis = 0;
        swallowEvery = 0;
        lastEvery = 0;
    }

    /** How often a fault has happened, by its name. */
    public long happened(String name) {
        AtomicLong count = happened.get(name);
        return count == null ? 0 : count.get();
    }

    /** All that have happened, by name. */
    public Map<String, Long> happened() {
        Map<String, Long> counts = new TreeMap<>();
        happened.forEach((name, count) -> counts.put(name, count.get()));
        return counts;
    }

    void happens(String name) {
        happened.computeIfAbsent(name, missing -> new AtomicLong()).incrementAndGet();
    }

    int loginDelayMillis() {
        return loginDelayMillis;
    }

    /** The error to refuse this login with; null to treat it as usual. */
    RspInfo refusal() {
        if (refusals.getAndUpdate(n -> n > 0 ? n - 1 : 0) == 0) {
            return null;
        }
        happens("refused-login");
        return refusal;
    }

    boolean rejects(String code) {
        if (rejectNext.getAndUpdate(n -> n > 0 ? n - 1 : 0) > 0) {
            rejectedCodes.add(code);
        }
        boolean rejected = !rejectedCodes.isEmpty() && rejectedCodes.contains(code);
        if (rejected) {
            happens("rejected-instrument");
        }
        return rejected;
    }

    /** Whether this acknowledgement is left out. */
    boolean swallows() {
        boolean swallowed = swallowEvery > 0 && acknowledgements.incrementAndGet() % swallowEvery == 0;
        if (swallowed) {
            happens("swallowed-acknowledgement");
        }
        return swallowed;
    }

    /** Whether the acknowledgement of that place in its request falsely says that it is the last. */
    boolean saysLast(int place) {
        boolean last = lastEvery > 0 && (place + 1) % lastEvery == 0;
        if (last) {
            happens("several-last");
        }
        return last;
    }

    boolean touchTicks() {
        return !tickFaults.isEmpty();
    }

    /**
     * The fault that strikes this tick; null for none.
     *
     * @param mayHold whether a tick may be held back to be sent after the next
     */
    TickFault striking(String instrumentId, boolean mayHold) {
        for (TickFault fault : tickFaults) {
            if ((mayHold || fault.kind() != TickFault.Kind.REORDER) && fault.strikes(instrumentId)) {
                if (fault.isSpent()) {
                    tickFaults.remove(fault);
                }
                happens(fault.kind().name().toLowerCase(java.util.Locale.ROOT));
                return fault;
            }
        }
        return null;
    }
}
