package io.ctpfeed.tick;

import static io.ctpfeed.tick.TickLayout.*;

import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/**
 * A view of one tick in a {@link TickBatch}: the fields of CTP's {@code CThostFtdcDepthMarketDataField} under their own
 * names, and what ctpfeed knows besides.
 *
 * <p>Reading a number allocates nothing; reading a text makes a String. A view may be moved to another tick
 * ({@link #wrap}); it belongs to one thread at a time, the batch's memory may be read by any.
 *
 * <p>Prices are in the instrument's currency and unit; CTP writes DBL_MAX for "no value", see {@link #isPresent}.
 * Volume and Turnover count from the start of the trading day, OpenInterest is a level.
 */
public final class Tick {
    private static final int FLAG_TAKEN = 1;
    private static final int FLAG_LATE = 2;
    private static final int FLAG_ARBITRATED = 4;
    private static final int FLAG_WATCHED = 8;

    private TickBatch batch;
    private int base;

    /** A view of nothing: {@link #wrap} it first. */
    public Tick() {}

    Tick(TickBatch batch, int index) {
        wrap(batch, index);
    }

    /** Moves this view to the tick at {@code index} of {@code batch}. */
    public Tick wrap(TickBatch batch, int index) {
        this.batch = batch;
        this.base = index * SLOT_LENGTH;
        return this;
    }

    /** Whether CTP gave a value: neither DBL_MAX nor anything that is not a finite number. */
    public static boolean isPresent(double price) {
        return Math.abs(price) < Double.MAX_VALUE;
    }

    /** The memory this view reads; {@link #offset} says where. For encoders. */
    public MutableDirectBuffer buffer() {
        return batch.buffer();
    }

    /** Start of this tick's slot within {@link #buffer}. */
    public int offset() {
        return base;
    }

    public String instrumentId() {
        return text(INSTRUMENT_ID, INSTRUMENT_ID_LENGTH);
    }

    /** As sent by the front: often empty; {@link Instrument#exchangeId()} has it from the contract list. */
    public String exchangeId() {
        return text(EXCHANGE_ID, EXCHANGE_ID_LENGTH);
    }

    public String exchangeInstId() {
        return text(EXCHANGE_INST_ID, INSTRUMENT_ID_LENGTH);
    }

    /** As sent by the front: differs between exchanges at night. */
    public String tradingDay() {
        return text(TRADING_DAY, DATE_LENGTH);
    }

    /** As sent by the front: not always the calendar day, sometimes empty. */
    public String actionDay() {
        return text(ACTION_DAY, DATE_LENGTH);
    }

    /** HH:mm:ss, the exchange's clock. */
    public String updateTime() {
        return text(UPDATE_TIME, TIME_LENGTH);
    }

    /** Milliseconds within the second; always 0 on CZCE for long. */
    public int updateMillisec() {
        return buffer().getInt(base + UPDATE_MILLISEC);
    }

    public double lastPrice() {
        return number(LAST_PRICE);
    }

    public double preSettlementPrice() {
        return number(PRE_SETTLEMENT_PRICE);
    }

    public double preClosePrice() {
        return number(PRE_CLOSE_PRICE);
    }

    public double preOpenInterest() {
        return number(PRE_OPEN_INTEREST);
    }

    public double openPrice() {
        return number(OPEN_PRICE);
    }

    public double highestPrice() {
        return number(HIGHEST_PRICE);
    }

    public double lowestPrice() {
        return number(LOWEST_PRICE);
    }

    /** Lots since the start of the trading day. */
    public int volume() {
        return buffer().getInt(base + VOLUME);
    }

    /** Money since the start of the trading day; may fall on CZCE. */
    public double turnover() {
        return number(TURNOVER);
    }

    public double openInterest() {
        return number(OPEN_INTEREST);
    }

    public double closePrice() {
        return number(CLOSE_PRICE);
    }

    public double settlementPrice() {
        return number(SETTLEMENT_PRICE);
    }

    public double upperLimitPrice() {
        return number(UPPER_LIMIT_PRICE);
    }

    public double lowerLimitPrice() {
        return number(LOWER_LIMIT_PRICE);
    }

    public double preDelta() {
        return number(PRE_DELTA);
    }

    public double currDelta() {
        return number(CURR_DELTA);
    }

    public double averagePrice() {
        return number(AVERAGE_PRICE);
    }

    public double bandingUpperPrice() {
        return number(BANDING_UPPER_PRICE);
    }

    public double bandingLowerPrice() {
        return number(BANDING_LOWER_PRICE);
    }

    /** @param level 1 to 5 */
    public double bidPrice(int level) {
        return number(level(level) + LEVEL_BID_PRICE);
    }

    /** @param level 1 to 5 */
    public int bidVolume(int level) {
        return buffer().getInt(base + level(level) + LEVEL_BID_VOLUME);
    }

    /** @param level 1 to 5 */
    public double askPrice(int level) {
        return number(level(level) + LEVEL_ASK_PRICE);
    }

    /** @param level 1 to 5 */
    public int askVolume(int level) {
        return buffer().getInt(base + level(level) + LEVEL_ASK_VOLUME);
    }

    /** When the vendor's callback ran; nanoseconds since 1970, UTC. */
    public long receivedAt() {
        return buffer().getLong(base + RECEIVED_AT);
    }

    /** Index of the instrument in {@link Instruments}; -1 while not resolved, or where it has none. */
    public int instrumentIndex() {
        return buffer().getInt(base + INSTRUMENT_INDEX);
    }

    public Tick instrumentIndex(int index) {
        buffer().putInt(base + INSTRUMENT_INDEX, index);
        return this;
    }

    /** Index of the line (account) the tick came by. */
    public int line() {
        return buffer().getInt(base + LINE);
    }

    /** The exchange's instant, nanoseconds since 1970, UTC; 0 where it is not known or not to be relied on. */
    public long eventTime() {
        return buffer().getLong(base + EVENT_TIME);
    }

    /** The trading day by calendar and session, as the number yyyyMMdd; 0 where it is not known. */
    public int feedTradingDay() {
        return buffer().getInt(base + FEED_TRADING_DAY);
    }

    /** Null while no step has said it. */
    public TickClass tickClass() {
        return TickClass.of(buffer().getByte(base + TICK_CLASS));
    }

    /** What the classification found out. @param eventTime, feedTradingDay 0 where not known */
    public Tick classified(TickClass tickClass, long eventTime, int feedTradingDay) {
        buffer().putByte(base + TICK_CLASS, tickClass.code());
        buffer().putLong(base + EVENT_TIME, eventTime);
        buffer().putInt(base + FEED_TRADING_DAY, feedTradingDay);
        return this;
    }

    /** The bits of its {@link TickFlaw}s, as far as consumers are to be told of them. */
    public int flaws() {
        return buffer().getByte(base + FLAWS);
    }

    public Tick flaws(int bits) {
        buffer().putByte(base + FLAWS, (byte) bits);
        return this;
    }

    /** Number of the tick within its instrument and epoch, from 1; 0 while not published, or without an index. */
    public long sequence() {
        return buffer().getLong(base + SEQUENCE);
    }

    public Tick sequence(long sequence) {
        buffer().putLong(base + SEQUENCE, sequence);
        return this;
    }

    /** Whether the publisher took this tick, or a step decided that it goes no further: it is not offered again. */
    public boolean isTaken() {
        return has(FLAG_TAKEN);
    }

    public void markTaken() {
        mark(FLAG_TAKEN);
    }

    /** Whether a newer tick of its instrument is out already: it goes to {@code md.late}, never to the live subject. */
    public boolean isLate() {
        return has(FLAG_LATE);
    }

    public void markLate() {
        mark(FLAG_LATE);
    }

    /** Whether the arbitration has decided on it: what is offered again is not judged again. */
    public boolean isArbitrated() {
        return has(FLAG_ARBITRATED);
    }

    public void markArbitrated() {
        mark(FLAG_ARBITRATED);
    }

    /** Whether the watch for gaps has seen it: what is offered again is not counted again. */
    public boolean isWatched() {
        return has(FLAG_WATCHED);
    }

    public void markWatched() {
        mark(FLAG_WATCHED);
    }

    /** Equal for the copies of one update on several lines: see {@link TickIdentity}. */
    public long identity() {
        long known = buffer().getLong(base + IDENTITY);
        if (known != 0) {
            return known;
        }
        long found = TickIdentity.of(buffer(), base);
        buffer().putLong(base + IDENTITY, found);
        return found;
    }

    /** A hash of all that the front says in it: equal where it sends the same frame once more. */
    public long content() {
        return TickIdentity.content(buffer(), base);
    }

    @Override
    public String toString() {
        return batch == null
                ? "tick (none)"
                : instrumentId() + " " + updateTime() + "." + updateMillisec() + " last " + lastPrice() + " volume "
                        + volume();
    }

    private boolean has(int flag) {
        return (buffer().getInt(base + FLAGS) & flag) != 0;
    }

    private void mark(int flag) {
        buffer().putInt(base + FLAGS, buffer().getInt(base + FLAGS) | flag);
    }

    private static int level(int level) {
        return LEVELS + (level - 1) * LEVEL_LENGTH;
    }

    private double number(int field) {
        return buffer().getDouble(base + field);
    }

    private String text(int field, int longest) {
        int length = 0;
        while (length < longest && buffer().getByte(base + field + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        buffer().getBytes(base + field, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
