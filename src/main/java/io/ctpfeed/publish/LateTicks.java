package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalEntry;
import io.ctpfeed.publish.journal.JournalEntry.State;
import io.ctpfeed.publish.journal.TickJournal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Publishes what the journal holds on the late subjects, in its order and at a bounded rate, and releases what is
 * acknowledged. What was on its way over an earlier connection, or in an earlier run, is settled first where a stream
 * tells; on core NATS it goes out flagged as in doubt. The thread of the delivery.
 */
final class LateTicks {
    private static final int SLICE = 256;
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final double NANOS = 1e9;

    private final TickJournal journal;
    private final DeliverySettings settings;
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();
    private TickLine line;
    private long next;
    private long suspectTo;
    private boolean settled;
    private long pausedUntil;
    private double allowance;
    private long accruedAt;
    private volatile long published;

    /** A tick that may be released once all before the token are acknowledged. */
    private record Sent(JournalEntry entry, long token) {}

    LateTicks(TickJournal journal, DeliverySettings settings) {
        this.journal = journal;
        this.settings = settings;
    }

    /** Late ticks published and acknowledged. */
    long published() {
        return published;
    }

    /** From the first that is not done with, over a line. */
    void begin(TickLine over) {
        line = over;
        sent.clear();
        next = journal.begin();
        suspectTo = journal.sentTo();
        settled = settings.mode() == DeliveryMode.CORE || suspectTo <= next;
        pausedUntil = System.nanoTime();
        accruedAt = pausedUntil;
        allowance = 0;
    }

    /**
     * Publishes a slice, if it is its turn.
     *
     * @param limit what lies from there on in the journal may yet be in doubt
     * @return why it is not; empty if it is, or nothing is to be done
     */
    String publish(long limit) throws InterruptedException {
        long now = System.nanoTime();
        accrue(now);
        String refused = line.takeLateFault();
        boolean nothing = limit <= next || line.live().size() > line.live().capacity() / 2;
        if (refused.isEmpty() && (now < pausedUntil || nothing)) {
            return "";
        }
        try {
            if (!refused.isEmpty()) {
                throw new IOException(refused);
            }
            if (!settled) {
                new Settlement(line.connection(), settings.ackTimeout())
                        .settle(journal, next, suspectTo, State.DUE, Settlement.LATE);
                settled = true;
            }
        } catch (IOException e) {
            begin(line);
            settled |= !refused.isEmpty(); // one of several was passed over: only the stream's memory for doubles tells
            pausedUntil = now + PAUSE_NANOS;
            return e.getMessage();
        }
        while (slice(limit)) {
            // until there is nothing, or no leave to send it
        }
        return "";
    }

    private boolean slice(long limit) {
        int room = TickLine.LATE_IN_FLIGHT - line.late().size();
        int most = Math.min(SLICE, Math.min(room, (int) allowance));
        List<JournalEntry> entries = most > 0
                ? journal.read(next, most).stream()
                        .takeWhile(entry -> entry.position() < limit)
                        .toList()
                : List.of();
        if (entries.isEmpty()) {
            return false;
        }
        next = entries.get(entries.size() - 1).end();
        if (next > suspectTo) {
            journal.sending(next);
        }
        for (JournalEntry entry : entries) {
            long token = line.late().head();
            if (!line.takes(entry.payload())) {
                journal.countLost();
            } else if (entry.state() != State.STORED) {
                boolean inDoubt = entry.state() == State.IN_DOUBT
                        || settings.mode() == DeliveryMode.CORE && entry.position() < suspectTo;
                line.sendLate(entry, new MessageId(journal.id(), entry.position()), inDoubt);
                token++;
            }
            sent.add(new Sent(entry, token));
        }
        allowance -= entries.size();
        return true;
    }

    /** Releases what is acknowledged. */
    void release() {
        long acknowledged = line.late().tail();
        JournalEntry last = null;
        while (!sent.isEmpty() && sent.peek().token() <= acknowledged) {
            JournalEntry entry = sent.poll().entry();
            if (last != null && !entry.sharesSegmentWith(last)) {
                journal.release(last);
            }
            last = entry;
            if (last.state() != State.STORED) {
                published++;
            }
        }
        if (last != null) {
            journal.release(last);
        }
    }

    private void accrue(long now) {
        double most = Math.max(SLICE, settings.latePerSecond() / 20.0);
        allowance = Math.min(most, allowance + (now - accruedAt) / NANOS * settings.latePerSecond());
        accruedAt = now;
    }
}
