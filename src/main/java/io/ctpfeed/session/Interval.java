package io.ctpfeed.session;

import java.time.LocalDateTime;

/**
 * An uninterrupted stretch of continuous trading of a product, with the auction before it if it has one. Asia/Shanghai.
 *
 * @param auctionFrom when its auction begins; null where none opens it
 * @param open first instant of continuous trading
 * @param close last instant: ticks stamped exactly then are legal
 * @param night whether it is of the night that begins the trading day
 */
public record Interval(LocalDateTime auctionFrom, LocalDateTime open, LocalDateTime close, boolean night) {}
