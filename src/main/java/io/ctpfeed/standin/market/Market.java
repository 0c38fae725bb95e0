package io.ctpfeed.standin.market;

import static io.ctpfeed.tick.TickLayout.STRUCT_LENGTH;

import java.time.LocalDate;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;

/**
 * The invented market: which instrument ticks in which frame, and the bytes of that tick. Both are pure functions of the
 * seed, the instrument and the frame, so any part of it can be computed by anybody who knows the seed, in any order.
 * Any thread.
 */
public final class Market {
    private static final int DAYS_KEPT = 3;
    private static final int SPARSE = 100;

    private final Universe universe;
    private final Quotes quotes;
    private final Activity activity;
    private final TreeMap<LocalDate, DayBook> books = new TreeMap<>();
    private volatile MarketFrame latest;

    public Market(long seed, Universe universe, Activity activity) {
        this.universe = universe;
        this.activity = activity;
        this.quotes = new Quotes(universe, seed);
    }

    public Universe universe() {
        return universe;
    }

    public int size() {
        return quotes.size();
    }

    /** Whether an instrument ticks in a frame. */
    public boolean ticks(int index, MarketFrame frame) {
        Quote quote = quotes.get(index);
        return ticks(quote, frame.number, frame.phase(quote.hours));
    }

    /**
     * Writes the {@code CThostFtdcDepthMarketDataField} of an instrument in a frame, whether or not it ticks in it.
     *
     * @return bytes written
     */
    public int write(int index, MarketFrame frame, MutableDirectBuffer out, int offset) {
        TickWriter.write(quotes.get(index), index, frame, out, offset);
        return STRUCT_LENGTH;
    }

    /**
     * The last frame before that one in which the instrument ticked: what a front pushes on subscribing, or answers to
     * {@code ReqQryDepthMarketData}. It may lie on a trading day before.
     */
    public long lastTickBefore(int index, long frame) {
        Quote quote = quotes.get(index);
        LocalDate day = Frames.tradingDay(frame);
        int ordinal = Frames.ordinal(frame) - 1;
        while (true) {
            boolean hasNight = Timetable.hasNight(day);
            for (; ordinal >= 0; ordinal--) {
                long at = Frames.of(day, ordinal);
                if (ticks(quote, at, hours(index).phase(ordinal, hasNight))) {
                    return at;
                }
            }
            day = Timetable.previousTradingDay(day);
            ordinal = Frames.LAST;
        }
    }

    /** When an instrument trades. */
    public Hours hours(int index) {
        return universe.listing(index).hours();
    }

    private boolean ticks(Quote quote, long frame, Phase phase) {
        return switch (phase) {
            case CLOSED -> false;
            case AUCTION -> quote.isTraded();
            case OPENING, CLOSING -> true;
            case CONTINUOUS -> switch (activity) {
                case ALL -> true;
                case REALISTIC -> (Noise.bits(quote.stream ^ 0x71, frame) >>> 48) < quote.activity;
                case SPARSE -> (Noise.bits(quote.stream ^ 0x71, frame) >>> 48) < quote.activity / SPARSE;
            };
        };
    }

    /** A frame, ready for its ticks: made once a frame, used for all instruments. */
    public MarketFrame frame(long number) {
        MarketFrame known = latest;
        if (known != null && known.number == number) {
            return known;
        }
        LocalDate day = Frames.tradingDay(number);
        MarketFrame made = new MarketFrame(
                number, known != null && Frames.tradingDay(known.number).equals(day) ? known.book : book(day));
        latest = made;
        return made;
    }

    private synchronized DayBook book(LocalDate day) {
        DayBook book = books.computeIfAbsent(day, missing -> new DayBook(quotes, missing));
        while (books.size() > DAYS_KEPT) {
            books.remove(books.firstKey().equals(day) ? books.lastKey() : books.firstKey());
        }
        return book;
    }
}
