package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalEntry.State;
import io.ctpfeed.publish.journal.TickJournal;
import java.util.HashSet;
import java.util.Set;

/**
 * What was on its way when a line broke: kept in the journal in doubt, until it is known what became of it. Guarded by the
 * delivery.
 */
final class InDoubt {
    private final TickJournal journal;
    private long from;
    /** Where each is kept; negative where it could not be. */
    private long[] positions = {};

    private long ticks;

    InDoubt(TickJournal journal) {
        this.journal = journal;
    }

    /** Ticks so far. */
    long ticks() {
        return ticks;
    }

    /** To the journal, in their order. */
    void keep(InFlight window, OutageLog outage) {
        int count = window.size();
        from = window.head() - count;
        positions = new long[count];
        long first = -1;
        for (int i = 0; i < count; i++) {
            long token = from + i;
            String subject = window.subject(token);
            long epoch = window.epoch(token);
            long sequence = window.sequence(token);
            positions[i] = journal.append(subject, epoch, sequence, window.payload(token), true);
            if (positions[i] >= 0) {
                first = first < 0 ? positions[i] : first;
                outage.onKept(subject, epoch, sequence);
                outage.onInDoubt();
            }
        }
        ticks += count;
        if (first >= 0) {
            journal.doubt(first, journal.end());
        }
    }

    /**
     * What has become of them, as far as the server said. One that is not acknowledged, though a later one of its subject
     * is, was passed over (a stream's leader changed): it is due.
     */
    void settleAcknowledged(InFlight window) {
        Set<String> goneOn = new HashSet<>();
        for (int i = positions.length - 1; i >= 0; i--) {
            long token = from + i;
            boolean acknowledged = window.isAcknowledged(token);
            boolean passedOver = !acknowledged && goneOn.contains(window.subject(token));
            if (acknowledged) {
                goneOn.add(window.subject(token));
            }
            if (positions[i] >= 0 && (acknowledged || passedOver)) {
                journal.mark(positions[i], acknowledged ? State.STORED : State.DUE);
            }
        }
    }
}
