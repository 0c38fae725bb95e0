package io.ctpfeed.tick;

/**
 * Where each field of a tick lies in memory.
 *
 * <p>A slot is 640 bytes, ten cache lines: the vendor's {@code CThostFtdcDepthMarketDataField} as it was received (584
 * bytes, API 6.7.x, x86-64, little-endian), then what ctpfeed knows of the tick. All numbers are offsets in bytes from
 * the start of the slot unless their name says otherwise. A test holds every offset of the vendor's part against jctp's
 * own getters.
 */
public final class TickLayout {
    /** Length of the vendor's struct in bytes. */
    public static final int STRUCT_LENGTH = 584;
    /** Length of a slot in bytes. */
    public static final int SLOT_LENGTH = 640;

    public static final int TRADING_DAY = 0;
    public static final int EXCHANGE_ID = 40;
    public static final int LAST_PRICE = 80;
    public static final int PRE_SETTLEMENT_PRICE = 88;
    public static final int PRE_CLOSE_PRICE = 96;
    public static final int PRE_OPEN_INTEREST = 104;
    public static final int OPEN_PRICE = 112;
    public static final int HIGHEST_PRICE = 120;
    public static final int LOWEST_PRICE = 128;
    public static final int VOLUME = 136;
    public static final int TURNOVER = 144;
    public static final int OPEN_INTEREST = 152;
    public static final int CLOSE_PRICE = 160;
    public static final int SETTLEMENT_PRICE = 168;
    public static final int UPPER_LIMIT_PRICE = 176;
    public static final int LOWER_LIMIT_PRICE = 184;
    public static final int PRE_DELTA = 192;
    public static final int CURR_DELTA = 200;
    public static final int UPDATE_TIME = 208;
    public static final int UPDATE_MILLISEC = 220;
    /** Start of the five levels of the book. */
    public static final int LEVELS = 224;
    /** Length of one level in bytes. */
    public static final int LEVEL_LENGTH = 32;
    /** Within a level. */
    public static final int LEVEL_BID_PRICE = 0;
    /** Within a level. */
    public static final int LEVEL_BID_VOLUME = 8;
    /** Within a level. */
    public static final int LEVEL_ASK_PRICE = 16;
    /** Within a level. */
    public static final int LEVEL_ASK_VOLUME = 24;

    public static final int AVERAGE_PRICE = 384;
    public static final int ACTION_DAY = 392;
    public static final int INSTRUMENT_ID = 401;
    public static final int EXCHANGE_INST_ID = 482;
    public static final int BANDING_UPPER_PRICE = 568;
    public static final int BANDING_LOWER_PRICE = 576;

    /** Ours: when the vendor's callback ran; nanoseconds since 1970, UTC. */
    public static final int RECEIVED_AT = 584;
    /** Ours: the exchange's instant; nanoseconds since 1970, UTC; 0 while not known. */
    public static final int EVENT_TIME = 592;
    /** Ours: number of the tick within its instrument and epoch, from 1; 0 while not published. */
    public static final int SEQUENCE = 600;
    /** Ours: index of the instrument in {@link Instruments}; -1 while not resolved, or where it has none. */
    public static final int INSTRUMENT_INDEX = 608;
    /** Ours: index of the line the tick came by. */
    public static final int LINE = 612;
    /** Ours: what became of the tick, see {@link Tick#isTaken()}. */
    public static final int FLAGS = 616;
    /** Ours: the trading day by calendar and session, as the number yyyyMMdd; 0 while not known. */
    public static final int FEED_TRADING_DAY = 620;
    /** Ours: one byte, {@link TickClass#code}; 0 while no step has said it. */
    public static final int TICK_CLASS = 624;
    /** Ours: one byte, bits of {@link TickFlaw}; 0 for none, or none that is to be named. */
    public static final int FLAWS = 625;
    /** Ours: a hash of what all fronts agree on of this tick, see {@link TickIdentity}; 0 while no step has said it. */
    public static final int IDENTITY = 632;

    /** Longest InstrumentID, without its terminating NUL. */
    public static final int INSTRUMENT_ID_LENGTH = 80;
    /** Length of TradingDay and ActionDay (yyyyMMdd), without the terminating NUL. */
    public static final int DATE_LENGTH = 8;
    /** Length of UpdateTime (HH:mm:ss), without the terminating NUL. */
    public static final int TIME_LENGTH = 8;
    /** Longest ExchangeID, without its terminating NUL. */
    public static final int EXCHANGE_ID_LENGTH = 8;

    private TickLayout() {}
}
