package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalFigures;

/**
 * What a delivery is doing.
 *
 * @param live whether ticks go out on their live subjects
 * @param inFlight ticks on their way: not acknowledged yet
 * @param outages since the start
 * @param inDoubt ticks that were on their way when an outage began, since the start
 * @param latePublished ticks published on late subjects and acknowledged, since the start
 * @param journal what waits; null without one
 */
public record DeliveryFigures(
        boolean live, int inFlight, long outages, long inDoubt, long latePublished, JournalFigures journal) {}
