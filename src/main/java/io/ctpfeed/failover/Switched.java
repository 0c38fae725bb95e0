package io.ctpfeed.failover;

/**
 * Another line became active.
 *
 * @param from the line before
 * @param to the line now
 * @param back whether it is the first choice again
 * @param why in words
 * @param detectedMillis from the beginning of the cause to the decision
 * @param takenOverMillis from the beginning of the cause until the line was active
 */
public record Switched(
        String from, String to, boolean back, Reason reason, String why, long detectedMillis, long takenOverMillis) {}
