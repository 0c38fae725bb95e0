package io.ctpfeed.standin.market;

import io.ctpfeed.tick.Contract;

/**
 * A contract and what the market needs to invent its ticks.
 *
 * @param price about what it costs; may be 0 or less for a combination
 * @param activity how busy it is, from 0 (hardly ever ticks) to 1 (ticks in every frame)
 * @param lots traded in an average frame
 */
record Listing(Contract contract, Hours hours, double price, double activity, double lots) {}
