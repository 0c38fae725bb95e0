package io.ctpfeed.quality;

import io.ctpfeed.session.Interval;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The windows of all products on the trading day in progress, made once a product and day. Any thread. */
final class TradingSessions {
    private static final Logger LOG = LoggerFactory.getLogger(TradingSessions.class);
    private static final SessionWindows CLOSED = new SessionWindows(List.of());
    private static final char COMBINATION = '3';
    private static final char TAS = '7';

    private final Schedule schedule;
    private volatile Day today;

    TradingSessions(Schedule schedule) {
        this.schedule = schedule;
    }

    /** One trading day of one version of the calendar: ask again once a second. */
    final class Day {
        private final LocalDate date;
        private final int number;
        private final Object version;
        private final Map<String, SessionWindows> windows = new ConcurrentHashMap<>();
        /** Products of the same hours share their windows: few, so that a processor has them all at hand. */
        private final Map<List<Interval>, SessionWindows> ofIntervals = new ConcurrentHashMap<>();

        private Day(LocalDate date, Object version) {
            this.date = date;
            this.number =
                    date == null ? 0 : date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            this.version = version;
        }

        /** yyyyMMdd; 0 where no calendar says it. */
        int number() {
            return number;
        }

        SessionWindows windows(String exchangeId, String productId) {
            return windows.computeIfAbsent(exchangeId + '.' + productId, key -> make(exchangeId, productId));
        }

        SessionWindows windows(Instrument instrument) {
            return windows(instrument.exchangeId(), product(instrument.contract()));
        }

        private SessionWindows make(String exchangeId, String productId) {
            if (date == null) {
                return CLOSED;
            }
            try {
                List<Interval> intervals = schedule.intervals(date, exchangeId, productId);
                return intervals.isEmpty() ? CLOSED : ofIntervals.computeIfAbsent(intervals, SessionWindows::new);
            } catch (RuntimeException e) {
                LOG.warn("no sessions of {} {} on {}: {}; taken as closed", exchangeId, productId, date, e.toString());
                return CLOSED;
            }
        }
    }

    /** @param instant nanoseconds since 1970, UTC */
    Day at(long instant) {
        LocalDate date = schedule.tradingDayAt(MarketTime.local(instant));
        Object version = schedule.version();
        Day known = today;
        if (known == null || !Objects.equals(known.date, date) || known.version != version) {
            known = new Day(date, version);
            today = known;
        }
        return known;
    }

    /**
     * The product whose sessions a contract has: its own, or that of the first leg (DCE and CZCE combinations, TAS).
     *
     * @param contract null where no list named the instrument
     */
    static String product(Contract contract) {
        if (contract == null) {
            return "";
        }
        String product = contract.productId();
        if (!isDerived(contract)) {
            return product;
        }
        String leg = product.substring(product.lastIndexOf(' ') + 1);
        int end = leg.indexOf(contract.productClass() == TAS ? '_' : '&');
        return end < 0 ? leg : leg.substring(0, end);
    }

    /** Combinations and TAS: few fields, no last price, no pace of their own. */
    static boolean isDerived(Contract contract) {
        return contract != null && (contract.productClass() == COMBINATION || contract.productClass() == TAS);
    }
}
