package io.ctpfeed.drill.failure;

/**
 * What came of a drill.
 *
 * @param drill its name
 * @param sent ticks that the market had, whether or not a front gave them to anybody
 * @param lost of those, never read
 * @param unannounced of those, outside of every gap record
 * @param doubled messages with a tick, or a number, that was read before
 * @param outOfOrder messages older than another before them on their subject
 * @param altered messages that are no tick the market ever had
 * @param late ticks read on {@code md.late}
 * @param detectedMillis from the failure to the event that tells of it; -1: none did
 * @param takenOverMillis from the failure until another line was active, as an event says; where there is none, the longest
 *     time without any tick since the failure
 * @param latencyP999Micros from the vendor's callback to the reader, of 999 in 1,000 ticks since the failure; -1 where they
 *     were read from a stream
 * @param addedDelayP999Micros by how much longer, with the failure, 999 in 1,000 ticks took at the most from the market to the
 *     reader, on whichever line, than 999 in 1,000 just before it; -1 likewise
 * @param proof by what the failure is proven
 * @param problem why it did not pass, in words; empty: it did
 */
public record DrillResult(
        String drill,
        long sent,
        long lost,
        long unannounced,
        long doubled,
        long outOfOrder,
        long altered,
        long late,
        long detectedMillis,
        long takenOverMillis,
        long latencyP999Micros,
        long addedDelayP999Micros,
        String proof,
        String problem,
        boolean passed) {

    /** It could not even start. */
    public static DrillResult notRun(String drill, String problem) {
        return new DrillResult(drill, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, "", problem, false);
    }
}
