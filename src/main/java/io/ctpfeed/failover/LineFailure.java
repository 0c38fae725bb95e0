package io.ctpfeed.failover;

/**
 * What is wrong with a line.
 *
 * @param text in words an operator understands
 * @param sinceNanos when it began, by {@link System#nanoTime}
 */
public record LineFailure(Reason reason, String text, long sinceNanos) {}
