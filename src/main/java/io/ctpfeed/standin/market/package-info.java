/** The invented market: contracts, trading hours, clock, and ticks that are a pure function of seed, instrument and frame. */
package io.ctpfeed.standin.market;
