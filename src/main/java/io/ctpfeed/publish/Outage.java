package io.ctpfeed.publish;

import java.time.Instant;
import java.util.Map;

/**
 * A time in which ticks could not go out on their live subjects. What they missed is a hole in the numbers of each
 * subject, and follows on its late subject.
 *
 * @param number counts them, from 1, since the service started
 * @param began when
 * @param ended when live ticks went on; null until then
 * @param reason why, in a few words
 * @param inDoubt ticks that were on their way when it began
 * @param kept ticks that came to the journal, those in doubt among them
 * @param lost ticks for which it had no place, or that it had to drop
 * @param holes what is missing on each live subject; empty where it is not known, since an earlier run left it
 */
public record Outage(
        long number,
        Instant began,
        Instant ended,
        String reason,
        long inDoubt,
        long kept,
        long lost,
        Map<String, Hole> holes) {

    /**
     * What one subject missed. Those that were in doubt and turned out to be stored are in it too.
     *
     * @param epoch of the numbers
     * @param first number that is missing
     * @param last number that is missing
     * @param ticks how many of them the journal has
     */
    public record Hole(long epoch, long first, long last, long ticks) {}
}
