package io.ctpfeed.publish;

import io.ctpfeed.publish.Outage.Hole;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An outage that goes on: what {@link Outage} is made of. Guarded by the delivery. */
final class OutageLog {
    private final long number;
    private final Instant began;
    private final String reason;
    private final Map<String, Missing> missing = new HashMap<>();
    private final long lostBefore;
    private Instant ended;
    private long inDoubt;
    private long kept;
    private long endPosition;

    OutageLog(long number, Instant began, String reason, long lostBefore) {
        this.number = number;
        this.began = began;
        this.reason = reason;
        this.lostBefore = lostBefore;
    }

    void onKept(String subject, long epoch, long sequence) {
        kept++;
        if (sequence == 0) {
            return; // one that is not counted leaves no hole
        }
        Missing known = missing.get(subject);
        if (known == null) {
            known = new Missing();
            known.epoch = epoch;
            known.first = sequence;
            missing.put(subject, known);
        }
        known.last = sequence;
        known.ticks++;
    }

    void onInDoubt() {
        inDoubt++;
    }

    /** From an earlier run. */
    void onFound(long ticks) {
        kept += ticks;
    }

    void end(Instant at, long position) {
        ended = at;
        endPosition = position;
    }

    /** Behind its last tick in the journal. */
    long endPosition() {
        return endPosition;
    }

    /** @param lost ticks that the journal has lost since the start */
    Outage soFar(long lost) {
        Map<String, Hole> holes = new HashMap<>();
        missing.forEach((subject, of) -> holes.put(subject, new Hole(of.epoch, of.first, of.last, of.ticks)));
        return new Outage(number, began, ended, reason, inDoubt, kept, lost - lostBefore, Map.copyOf(holes));
    }

    private static final class Missing {
        long epoch;
        long first;
        long last;
        long ticks;
    }
}
