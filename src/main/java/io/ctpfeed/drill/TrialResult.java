package io.ctpfeed.drill;

/**
 * What a trial proved.
 *
 * @param source kind of source: "ctp"
 * @param accounts that shared the market
 * @param instruments subscribed
 * @param sent distinct frames that the fronts sent, or owed
 * @param received ticks that the rings took, pushes on subscribing included
 * @param published by the service's own count
 * @param readBack messages that an independent subscriber read
 * @param snapshots of these, pushed on subscribing
 * @param lost frames sent and never read back as they were: one that was altered is among them
 * @param doubled messages with a frame read before
 * @param altered messages that are no tick the market ever had
 * @param outOfOrder frames that came after a later one of their instrument
 * @param misclassified ticks whose class or instant is not the market's
 * @param latencyP50Micros from the vendor's callback to the subscriber, microseconds
 * @param latencyP99Micros likewise
 */
public record TrialResult(
        String source,
        int accounts,
        int instruments,
        long sent,
        long received,
        long published,
        long readBack,
        long snapshots,
        long lost,
        long doubled,
        long altered,
        long outOfOrder,
        long misclassified,
        long latencyP50Micros,
        long latencyP99Micros) {

    /** Nothing lost, doubled, altered, out of order or misclassified, and there was something to lose. */
    public boolean passed() {
        return sent > 0 && lost == 0 && doubled == 0 && altered == 0 && outOfOrder == 0 && misclassified == 0;
    }
}
