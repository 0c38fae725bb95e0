package io.ctpfeed.standin.market;

import static io.ctpfeed.tick.TickLayout.*;

import io.ctpfeed.tick.Contract;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a trading day fixes of every instrument: reference prices, limits, and the struct with all fields that do not
 * move. Immutable once made, read by all.
 *
 * <p>The settlement price of a day is the pre-settlement of the next.
 */
final class DayBook {
    static final double ABSENT = Double.MAX_VALUE;

    private final LocalDate evening;
    private final boolean hasNight;
    private final UnsafeBuffer structs;
    private final int[] preSettlement;
    private final int[] settlement;

    DayBook(Quotes quotes, LocalDate tradingDay) {
        this.evening = Timetable.previousTradingDay(tradingDay);
        this.hasNight = Timetable.hasNight(tradingDay);
        int size = quotes.size();
        structs = new UnsafeBuffer(new byte[size * STRUCT_LENGTH]);
        preSettlement = new int[size];
        settlement = new int[size];
        long next = Timetable.nextTradingDay(tradingDay).toEpochDay();
        for (int i = 0; i < size; i++) {
            Quote quote = quotes.get(i);
            preSettlement[i] = quote.reference(tradingDay.toEpochDay());
            settlement[i] = quote.reference(next);
            fill(i * STRUCT_LENGTH, quote, preSettlement[i], tradingDay.toEpochDay());
        }
    }

    LocalDate evening() {
        return evening;
    }

    boolean hasNight() {
        return hasNight;
    }

    UnsafeBuffer structs() {
        return structs;
    }

    /** In price ticks. */
    int preSettlement(int index) {
        return preSettlement[index];
    }

    /** In price ticks. */
    int settlement(int index) {
        return settlement[index];
    }

    private void fill(int at, Quote quote, int reference, long day) {
        for (int field = LAST_PRICE; field <= LOWEST_PRICE; field += 8) {
            structs.putDouble(at + field, ABSENT);
        }
        for (int field = CLOSE_PRICE; field <= CURR_DELTA; field += 8) {
            structs.putDouble(at + field, ABSENT);
        }
        for (int level = 0; level < 5; level++) {
            structs.putDouble(at + LEVELS + level * LEVEL_LENGTH + LEVEL_BID_PRICE, ABSENT);
            structs.putDouble(at + LEVELS + level * LEVEL_LENGTH + LEVEL_ASK_PRICE, ABSENT);
        }
        structs.putDouble(at + BANDING_UPPER_PRICE, ABSENT);
        structs.putDouble(at + BANDING_LOWER_PRICE, ABSENT);
        Contract contract = quote.contract();
        text(at + INSTRUMENT_ID, contract.instrumentId());
        text(at + EXCHANGE_INST_ID, contract.instrumentId());
        int limit = Math.max(10, Math.abs(reference) / 10);
        structs.putDouble(at + UPPER_LIMIT_PRICE, quote.price(reference + limit));
        structs.putDouble(
                at + LOWER_LIMIT_PRICE,
                quote.price(quote.isCombination() ? reference - limit : Math.max(1, reference - limit)));
        if (quote.isCombination()) {
            return;
        }
        structs.putDouble(at + PRE_SETTLEMENT_PRICE, quote.price(reference));
        structs.putDouble(at + PRE_CLOSE_PRICE, quote.price(quote.preClose(reference, day)));
        structs.putDouble(at + PRE_OPEN_INTEREST, quote.preOpenInterest(day));
        structs.putDouble(at + OPEN_INTEREST, quote.preOpenInterest(day));
        if (quote.isTraded()) {
            structs.putDouble(at + OPEN_PRICE, quote.price(reference + quote.opening(day)));
        }
    }

    private void text(int at, String text) {
        structs.putBytes(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
