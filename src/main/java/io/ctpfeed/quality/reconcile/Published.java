package io.ctpfeed.quality.reconcile;

/**
 * What was published of an instrument on a trading day: how many ticks, and the last of them.
 *
 * @param ticks published
 * @param at when the last was received; nanoseconds since 1970, UTC
 * @param volume CTP's Volume of the last: lots since the start of the trading day
 * @param openInterest CTP's OpenInterest of the last; may be no value, see {@link io.ctpfeed.tick.Tick#isPresent}
 * @param lastPrice CTP's LastPrice of the last; may be no value
 */
public record Published(long ticks, long at, int volume, double openInterest, double lastPrice) {}
