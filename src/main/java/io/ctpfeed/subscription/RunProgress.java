package io.ctpfeed.subscription;

/**
 * How far a run got.
 *
 * @param wanted on the should-lists
 * @param subscribed of those, acknowledged or ticking
 * @param rejected of those, refused by the front
 * @param missing of those, given up
 * @param pending of those, still to come
 * @param retried requests made again because their deadline passed
 * @param instrumentsPerSecond the pace now, all accounts together
 * @param elapsedMillis since the run began
 * @param remainingMillis at this pace, without answers that are late
 */
public record RunProgress(
        int wanted,
        int subscribed,
        int rejected,
        int missing,
        int pending,
        int retried,
        int instrumentsPerSecond,
        long elapsedMillis,
        long remainingMillis) {}
