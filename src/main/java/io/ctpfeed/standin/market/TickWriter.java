package io.ctpfeed.standin.market;

import static io.ctpfeed.tick.TickLayout.*;

import org.agrona.MutableDirectBuffer;

/** Writes the struct of one instrument in one frame. Stateless, allocates nothing. */
final class TickWriter {
    private static final int GROWTH_FRAMES_SHIFT = 9;

    private TickWriter() {}

    static void write(Quote quote, int index, MarketFrame frame, MutableDirectBuffer out, int at) {
        DayBook book = frame.book;
        out.putBytes(at, book.structs(), index * STRUCT_LENGTH, STRUCT_LENGTH);
        long noise = Noise.bits(quote.stream, frame.number);
        dates(quote, frame, out, at);
        out.putLong(at + UPDATE_TIME, frame.updateTime);
        out.putInt(at + UPDATE_MILLISEC, millis(quote, frame, noise));
        int reference = book.preSettlement(index);
        // Before the close the day's own frames count; the push after it keeps the last level.
        int own = frame.framesUntil(quote.hours);
        int envelope = envelope(quote, own);
        int last = last(quote, frame, reference, envelope);
        levels(quote, frame, noise, last, out, at);
        if (!quote.isCombination()) {
            trades(quote, frame, own, noise, reference, envelope, last, out, at);
            settlement(quote, frame, book.settlement(index), last, out, at);
        }
    }

    private static void dates(Quote quote, MarketFrame frame, MutableDirectBuffer out, int at) {
        out.putLong(at + TRADING_DAY, quote.czce ? frame.calendarDay : frame.tradingDay);
        if (quote.czce && quote.isCombination()) {
            return; // no ActionDay at all
        }
        if (frame.night && quote.dce && quote.dateVariant != 0) {
            if (quote.dateVariant != 1) {
                out.putLong(at + ACTION_DAY, frame.tradingDay);
            }
            return;
        }
        out.putLong(at + ACTION_DAY, frame.calendarDay);
    }

    private static int millis(Quote quote, MarketFrame frame, long noise) {
        return quote.czce
                ? 0
                : quote.dce ? frame.millis + (int) ((noise >>> 20) & 0x1FF) % Frames.MILLIS : frame.millis;
    }

    private static int envelope(Quote quote, int own) {
        int widest = quote.amplitude + quote.amplitude / 3 + 1;
        return Math.max(Quote.NARROWEST, Math.min(widest, 1 + (widest * ((own >> GROWTH_FRAMES_SHIFT) + 1) >> 3)));
    }

    private static int last(Quote quote, MarketFrame frame, int reference, int envelope) {
        int move = Noise.wave(quote.stream ^ 0x61, frame.number, 9, quote.amplitude)
                + Noise.wave(quote.stream ^ 0x62, frame.number, 5, quote.amplitude / 3 + 1);
        int last = reference + Math.max(-envelope, Math.min(envelope, move));
        return quote.isCombination() ? last : Math.max(1, last);
    }

    private static void levels(Quote quote, MarketFrame frame, long noise, int last, MutableDirectBuffer out, int at) {
        int bid = last - (int) (noise & 1);
        int count = quote.fiveLevels ? 5 : 1;
        for (int i = 0; i < count; i++) {
            int level = at + LEVELS + i * LEVEL_LENGTH;
            if (bid - i >= 1 || quote.isCombination()) {
                out.putDouble(level + LEVEL_BID_PRICE, quote.price(bid - i));
            }
            out.putInt(level + LEVEL_BID_VOLUME, 1 + (frame.ordinal * (i + 1)) % 997);
            if (!quote.noOffers) {
                out.putDouble(level + LEVEL_ASK_PRICE, quote.price(bid + 1 + i));
                out.putInt(level + LEVEL_ASK_VOLUME, 1 + (frame.ordinal * (7 + i)) % 991);
            }
        }
    }

    private static void trades(
            Quote quote,
            MarketFrame frame,
            int own,
            long noise,
            int reference,
            int envelope,
            int last,
            MutableDirectBuffer out,
            int at) {
        if (!quote.isTraded()) {
            out.putDouble(at + TURNOVER, 0);
            out.putDouble(at + AVERAGE_PRICE, 0);
            return;
        }
        Phase phase = frame.phase(quote.hours);
        boolean traded = phase != Phase.CLOSING && phase != Phase.CLOSED;
        long more = traded ? ((noise >>> 32) * quote.rate) >>> 32 : quote.rate;
        int volume = (int) (((long) own * quote.rate + more) >> 10);
        out.putInt(at + VOLUME, volume);
        out.putDouble(at + LAST_PRICE, quote.price(last));
        out.putDouble(at + HIGHEST_PRICE, quote.price(reference + envelope));
        out.putDouble(at + LOWEST_PRICE, quote.price(Math.max(1, reference - envelope)));
        out.putDouble(
                at + OPEN_INTEREST,
                out.getDouble(at + PRE_OPEN_INTEREST) + Noise.wave(quote.stream ^ 0x63, frame.number, 6, 200));
        if (quote.czce) {
            // CTP makes it of the rounded average, so it can fall while the volume rises.
            int average = Math.max(1, reference + Noise.wave(quote.stream ^ 0x64, frame.number, 7, 3));
            out.putDouble(at + AVERAGE_PRICE, volume == 0 ? 0 : quote.price(average));
            out.putDouble(at + TURNOVER, quote.money((long) average * volume));
        } else {
            double turnover = quote.money((long) reference * volume);
            out.putDouble(at + TURNOVER, turnover);
            out.putDouble(at + AVERAGE_PRICE, quote.average(turnover, volume));
        }
    }

    private static void settlement(
            Quote quote, MarketFrame frame, int settlement, int last, MutableDirectBuffer out, int at) {
        if (frame.phase(quote.hours) == Phase.CLOSING) {
            out.putDouble(at + CLOSE_PRICE, quote.price(last));
            out.putDouble(at + SETTLEMENT_PRICE, quote.price(settlement));
        } else if (quote.czce && !frame.night && quote.hours == Hours.NIGHT_2300.ordinal()) {
            // CZCE pushes one after the night's close and carries it through the day.
            out.putDouble(at + SETTLEMENT_PRICE, quote.price(settlement));
        }
    }
}
