package io.ctpfeed.standin;

import io.ctpfeed.tick.TickLayout;

/** Ticks with a different value in each field. */
final class Ticks {
    private static final double[] BOOK = {3612, 3613, 3611, 3614, 3610, 3615, 3609, 3616, 3608, 3617};

    private Ticks() {}

    static Struct tick(String instrument, int volume) {
        Struct tick = new Struct(TickLayout.STRUCT_LENGTH)
                .with("TradingDay", TickLayout.TRADING_DAY, "20251124")
                .with("Reserve1", 9, "old-code")
                .with("ExchangeID", TickLayout.EXCHANGE_ID, "SHFE")
                .with("Reserve2", 49, "old-exchange-code")
                .with("LastPrice", TickLayout.LAST_PRICE, 3612.5)
                .with("PreSettlementPrice", TickLayout.PRE_SETTLEMENT_PRICE, 3600.25)
                .with("PreClosePrice", TickLayout.PRE_CLOSE_PRICE, 3601.75)
                .with("PreOpenInterest", TickLayout.PRE_OPEN_INTEREST, 1_234_567.0)
                .with("OpenPrice", TickLayout.OPEN_PRICE, 3605.0)
                .with("HighestPrice", TickLayout.HIGHEST_PRICE, 3620.0)
                .with("LowestPrice", TickLayout.LOWEST_PRICE, 3590.0)
                .with("Volume", TickLayout.VOLUME, volume)
                .with("Turnover", TickLayout.TURNOVER, 98_765_432_100.5)
                .with("OpenInterest", TickLayout.OPEN_INTEREST, 1_250_000.0)
                .with("ClosePrice", TickLayout.CLOSE_PRICE, Double.MAX_VALUE)
                .with("SettlementPrice", TickLayout.SETTLEMENT_PRICE, Double.MAX_VALUE)
                .with("UpperLimitPrice", TickLayout.UPPER_LIMIT_PRICE, 3960.0)
                .with("LowerLimitPrice", TickLayout.LOWER_LIMIT_PRICE, 3240.0)
                .with("PreDelta", TickLayout.PRE_DELTA, 0.5)
                .with("CurrDelta", TickLayout.CURR_DELTA, 0.25)
                .with("UpdateTime", TickLayout.UPDATE_TIME, "21:00:01")
                .with("UpdateMillisec", TickLayout.UPDATE_MILLISEC, 500)
                .with("AveragePrice", TickLayout.AVERAGE_PRICE, 36_110.125)
                .with("ActionDay", TickLayout.ACTION_DAY, "20251121")
                .with("InstrumentID", TickLayout.INSTRUMENT_ID, instrument)
                .with("ExchangeInstID", TickLayout.EXCHANGE_INST_ID, instrument + "-x")
                .with("BandingUpperPrice", TickLayout.BANDING_UPPER_PRICE, 3700.0)
                .with("BandingLowerPrice", TickLayout.BANDING_LOWER_PRICE, 3500.0);
        for (int level = 0; level < 5; level++) {
            int at = TickLayout.LEVELS + level * TickLayout.LEVEL_LENGTH;
            int number = level + 1;
            tick.with("BidPrice" + number, at + TickLayout.LEVEL_BID_PRICE, BOOK[2 * level])
                    .with("BidVolume" + number, at + TickLayout.LEVEL_BID_VOLUME, 10 + number)
                    .with("AskPrice" + number, at + TickLayout.LEVEL_ASK_PRICE, BOOK[2 * level + 1])
                    .with("AskVolume" + number, at + TickLayout.LEVEL_ASK_VOLUME, 20 + number);
        }
        return tick;
    }
}
