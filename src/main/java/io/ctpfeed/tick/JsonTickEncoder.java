package io.ctpfeed.tick;

import static io.ctpfeed.tick.TickLayout.*;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A tick as one JSON object in ASCII: CTP's fields under their own names in camelCase, then ours ({@code seq},
 * {@code epoch}, {@code receivedAt}, {@code line}, {@code class}, {@code eventTime}, {@code feedTradingDay}, and
 * {@code flaws} where there are any). docs/reference/wire-format.md describes it to consumers.
 *
 * <p>Prices that are not {@linkplain Tick#isPresent present} are null. Level 1 of the book is always there, a deeper
 * level where its bid or ask price is present. Doubles come back the same when parsed. {@code exchangeId} is the
 * contract list's, not the front's.
 *
 * <p>Belongs to one thread; allocates nothing per tick, some 150 bytes once per instrument.
 */
public final class JsonTickEncoder implements TickEncoder {
    private static final int LONGEST_BODY = 4096;
    private static final int DEEPEST_LEVEL = 5;

    private static final Key TRADING_DAY_KEY = new Key(",\"tradingDay\":\"");
    private static final Key ACTION_DAY_KEY = new Key("\",\"actionDay\":\"");
    private static final Key UPDATE_TIME_KEY = new Key("\",\"updateTime\":\"");
    private static final Key UPDATE_MILLISEC_KEY = new Key("\",\"updateMillisec\":");
    private static final Key VOLUME_KEY = key("volume");
    private static final Key SEQUENCE_KEY = key("seq");
    private static final Key EPOCH_KEY = key("epoch");
    private static final Key RECEIVED_AT_KEY = key("receivedAt");
    private static final Key LINE_KEY = key("line");
    private static final Key EVENT_TIME_KEY = key("eventTime");
    private static final Key UNKNOWN_EVENT_TIME = new Key(",\"eventTime\":null");
    private static final Key UNKNOWN_TRADING_DAY = new Key(",\"feedTradingDay\":null");
    /** By {@link TickClass#code}, 0 first: not classified. */
    private static final Key[] CLASSES = classes();
    /** By the bits of flaws; nothing for none. */
    private static final Key[] FLAW_LISTS = flawLists();

    private static final int[] BEFORE_VOLUME = {
        LAST_PRICE, PRE_SETTLEMENT_PRICE, PRE_CLOSE_PRICE, PRE_OPEN_INTEREST, OPEN_PRICE, HIGHEST_PRICE, LOWEST_PRICE
    };
    private static final Key[] BEFORE_VOLUME_KEYS = keys(
            "lastPrice",
            "preSettlementPrice",
            "preClosePrice",
            "preOpenInterest",
            "openPrice",
            "highestPrice",
            "lowestPrice");
    private static final int[] AFTER_VOLUME = {
        TURNOVER,
        OPEN_INTEREST,
        CLOSE_PRICE,
        SETTLEMENT_PRICE,
        UPPER_LIMIT_PRICE,
        LOWER_LIMIT_PRICE,
        PRE_DELTA,
        CURR_DELTA,
        AVERAGE_PRICE,
        BANDING_UPPER_PRICE,
        BANDING_LOWER_PRICE
    };
    private static final Key[] AFTER_VOLUME_KEYS = keys(
            "turnover",
            "openInterest",
            "closePrice",
            "settlementPrice",
            "upperLimitPrice",
            "lowerLimitPrice",
            "preDelta",
            "currDelta",
            "averagePrice",
            "bandingUpperPrice",
            "bandingLowerPrice");
    private static final Key[] BID_PRICE_KEYS = levelKeys("bidPrice");
    private static final Key[] BID_VOLUME_KEYS = levelKeys("bidVolume");
    private static final Key[] ASK_PRICE_KEYS = levelKeys("askPrice");
    private static final Key[] ASK_VOLUME_KEYS = levelKeys("askVolume");

    private final JsonNumber numbers = new JsonNumber();
    private byte[] text = new byte[LONGEST_BODY];
    private int at;
    private Head[] heads = new Head[1024];
    private int lastDay;
    private Key lastDayText = UNKNOWN_TRADING_DAY;

    @Override
    public int encode(Tick tick, Instrument instrument, long epoch, MutableDirectBuffer target, int offset) {
        byte[] head = head(instrument);
        if (text.length < head.length + LONGEST_BODY) {
            text = new byte[head.length + LONGEST_BODY];
        }
        System.arraycopy(head, 0, text, 0, head.length);
        at = head.length;
        putFields(tick.buffer(), tick.offset());
        put(SEQUENCE_KEY, tick.sequence());
        put(EPOCH_KEY, epoch);
        put(RECEIVED_AT_KEY, tick.receivedAt());
        put(LINE_KEY, tick.line());
        putMeaning(tick.buffer(), tick.offset());
        text[at++] = '}';
        target.putBytes(offset, text, 0, at);
        return at;
    }

    private void putMeaning(DirectBuffer tick, int base) {
        int code = tick.getByte(base + TICK_CLASS);
        at = CLASSES[code >= 0 && code < CLASSES.length ? code : 0].put(text, at);
        long eventTime = tick.getLong(base + EVENT_TIME);
        if (eventTime == 0) {
            at = UNKNOWN_EVENT_TIME.put(text, at);
        } else {
            put(EVENT_TIME_KEY, eventTime);
        }
        int day = tick.getInt(base + FEED_TRADING_DAY);
        if (day != lastDay) {
            lastDay = day;
            lastDayText = day == 0 ? UNKNOWN_TRADING_DAY : new Key(",\"feedTradingDay\":\"" + day + "\"");
        }
        at = lastDayText.put(text, at);
        at = FLAW_LISTS[tick.getByte(base + FLAWS) & FLAW_LISTS.length - 1].put(text, at);
    }

    private void putFields(DirectBuffer tick, int base) {
        putText(TRADING_DAY_KEY, tick, base + TRADING_DAY, DATE_LENGTH);
        putText(ACTION_DAY_KEY, tick, base + ACTION_DAY, DATE_LENGTH);
        putText(UPDATE_TIME_KEY, tick, base + UPDATE_TIME, TIME_LENGTH);
        put(UPDATE_MILLISEC_KEY, tick.getInt(base + UPDATE_MILLISEC));
        for (int i = 0; i < BEFORE_VOLUME.length; i++) {
            put(BEFORE_VOLUME_KEYS[i], tick.getDouble(base + BEFORE_VOLUME[i]));
        }
        put(VOLUME_KEY, tick.getInt(base + VOLUME));
        for (int i = 0; i < AFTER_VOLUME.length; i++) {
            put(AFTER_VOLUME_KEYS[i], tick.getDouble(base + AFTER_VOLUME[i]));
        }
        for (int level = 0; level < DEEPEST_LEVEL; level++) {
            putLevel(level, tick, base + LEVELS + level * LEVEL_LENGTH);
        }
    }

    private void putLevel(int level, DirectBuffer tick, int base) {
        double bid = tick.getDouble(base + LEVEL_BID_PRICE);
        double ask = tick.getDouble(base + LEVEL_ASK_PRICE);
        if (level == 0 || Tick.isPresent(bid) || Tick.isPresent(ask)) {
            put(BID_PRICE_KEYS[level], bid);
            put(BID_VOLUME_KEYS[level], tick.getInt(base + LEVEL_BID_VOLUME));
            put(ASK_PRICE_KEYS[level], ask);
            put(ASK_VOLUME_KEYS[level], tick.getInt(base + LEVEL_ASK_VOLUME));
        }
    }

    private void put(Key key, double value) {
        at = key.put(text, at);
        at = numbers.put(text, at, value);
    }

    private void put(Key key, long value) {
        at = key.put(text, at);
        at = numbers.put(text, at, value);
    }

    private void putText(Key key, DirectBuffer source, int offset, int longest) {
        at = key.put(text, at);
        at = JsonText.put(text, at, source, offset, longest);
    }

    private byte[] head(Instrument instrument) {
        int index = instrument.index();
        if (index == Instrument.NO_INDEX) {
            return Head.of(instrument, instrument.exchangeId()).bytes;
        }
        if (index >= heads.length) {
            heads = Arrays.copyOf(heads, Math.max(index + 1, heads.length * 2));
        }
        Head known = heads[index];
        String exchange = instrument.exchangeId();
        if (known == null || known.instrument != instrument || !known.exchange.equals(exchange)) {
            known = Head.of(instrument, exchange);
            heads[index] = known;
        }
        return known.bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Key key(String name) {
        return new Key(",\"" + name + "\":");
    }

    private static Key[] keys(String... names) {
        return Arrays.stream(names).map(JsonTickEncoder::key).toArray(Key[]::new);
    }

    private static Key[] classes() {
        TickClass[] all = TickClass.values();
        Key[] keys = new Key[all.length + 1];
        keys[0] = new Key(",\"class\":null");
        for (TickClass each : all) {
            keys[each.code()] = new Key(",\"class\":\"" + each.token() + "\"");
        }
        return keys;
    }

    private static Key[] flawLists() {
        TickFlaw[] all = TickFlaw.values();
        Key[] lists = new Key[1 << all.length];
        lists[0] = new Key("");
        for (int bits = 1; bits < lists.length; bits++) {
            int these = bits;
            lists[bits] = new Key(Arrays.stream(all)
                    .filter(flaw -> (these & flaw.bit()) != 0)
                    .map(flaw -> '"' + flaw.token() + '"')
                    .collect(Collectors.joining(",", ",\"flaws\":[", "]")));
        }
        return lists;
    }

    private static Key[] levelKeys(String name) {
        Key[] keys = new Key[DEEPEST_LEVEL];
        Arrays.setAll(keys, level -> key(name + (level + 1)));
        return keys;
    }

    /** Text that never changes, written eight bytes at a time: what is written too far is overwritten by what follows. */
    private static final class Key {
        private static final VarHandle WORDS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private final long[] words;
        private final int length;

        Key(String text) {
            length = text.length();
            words = new long[(length + 7) / 8];
            byte[] padded = Arrays.copyOf(ascii(text), words.length * 8);
            Arrays.setAll(words, i -> (long) WORDS.get(padded, i * 8));
        }

        int put(byte[] target, int position) {
            for (int i = 0; i < words.length; i++) {
                WORDS.set(target, position + i * 8, words[i]);
            }
            return position + length;
        }
    }

    /** The start of every message of an instrument, made anew when its exchange becomes known. */
    private record Head(Instrument instrument, String exchange, byte[] bytes) {
        static Head of(Instrument instrument, String exchange) {
            byte[] id = JsonText.quoted(instrument.id());
            byte[] exchangeId = JsonText.quoted(exchange);
            byte[] opening = ascii("{\"instrumentId\":");
            byte[] between = ascii(",\"exchangeId\":");
            byte[] all = Arrays.copyOf(opening, opening.length + id.length + between.length + exchangeId.length);
            System.arraycopy(id, 0, all, opening.length, id.length);
            System.arraycopy(between, 0, all, opening.length + id.length, between.length);
            System.arraycopy(exchangeId, 0, all, all.length - exchangeId.length, exchangeId.length);
            return new Head(instrument, exchange, all);
        }
    }
}
