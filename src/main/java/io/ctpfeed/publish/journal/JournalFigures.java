package io.ctpfeed.publish.journal;

/**
 * What a journal holds.
 *
 * @param ticks that wait to be published
 * @param bytes of its files, 0 while no tick waits
 * @param maxBytes from which on it loses the oldest
 * @param oldestAgeMillis how long the oldest has been waiting
 * @param lost ticks since the start: it was full, they were too old, or the disk was full
 */
public record JournalFigures(long ticks, long bytes, long maxBytes, long oldestAgeMillis, long lost) {}
