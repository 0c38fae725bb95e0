package io.ctpfeed.source;

/**
 * How a source's subscribing goes.
 *
 * @param configured as it is set
 * @param instrumentsPerSecond as it is now: halved by back-pressure and by a disconnect under way, doubled by success
 * @param inFlight asked for, and neither acknowledged nor ticking nor overdue
 * @param tooManyOutstanding requests answered -2 since the source was made; they were sent again
 * @param tooManyASecond likewise -3
 * @param slowDowns how often the pace was halved
 * @param full the front takes no more instruments in this session (ErrorID 6000): more sessions are needed, not requests
 */
public record PaceStatus(
        SubscriptionPace configured,
        int instrumentsPerSecond,
        int inFlight,
        long tooManyOutstanding,
        long tooManyASecond,
        long slowDowns,
        boolean full) {}
