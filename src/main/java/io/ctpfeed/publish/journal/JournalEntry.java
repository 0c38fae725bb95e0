package io.ctpfeed.publish.journal;

/**
 * A tick in the journal.
 *
 * @param position where it lies; later ones are greater
 * @param end where the next one begins, in the same segment or not
 * @param ordinal how many are before it in its segment
 * @param subject its live subject
 * @param epoch start of the service that numbered it
 * @param sequence its number
 * @param keptAtMillis when it came to the journal, milliseconds since 1970
 * @param payload as it would have gone out
 */
public record JournalEntry(
        long position,
        long end,
        int ordinal,
        State state,
        String subject,
        long epoch,
        long sequence,
        long keptAtMillis,
        byte[] payload) {

    /** Whether the other lies in the same segment: what is between two that do not has been passed over as damaged. */
    public boolean sharesSegmentWith(JournalEntry other) {
        return TickJournal.segment(position) == TickJournal.segment(other.position);
    }

    /** What is known of it. The order is the byte on disk. */
    public enum State {
        /** The server never had it. */
        DUE,
        /** It was on its way when the connection broke: the server may have it. */
        IN_DOUBT,
        /** The server has it after all. */
        STORED
    }
}
