package io.ctpfeed.component;

import io.ctpfeed.source.Lineup;

/**
 * What is wanted of lines that stand by.
 *
 * @param lineup says which do
 * @param keepNanos how long their ticks are kept
 */
record Standby(Lineup lineup, long keepNanos) {}
