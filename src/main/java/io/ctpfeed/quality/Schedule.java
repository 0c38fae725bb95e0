package io.ctpfeed.quality;

import io.ctpfeed.session.Interval;
import io.ctpfeed.session.MarketCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;

/** What the calendar says, as far as the meaning of a tick needs it. Any thread. */
public interface Schedule {
    /** The trading day in progress, or the one that comes next; null where no calendar says it. Asia/Shanghai. */
    LocalDate tradingDayAt(LocalDateTime moment);

    /** When a product trades on that day, in order. */
    List<Interval> intervals(LocalDate tradingDay, String exchangeId, String productId);

    /** Another object after the calendar or the sessions were renewed. */
    Object version();

    /**
     * By the service's calendar, followed when it is renewed.
     *
     * @param calendar null where there is none: then the exchanges' word alone decides
     */
    static Schedule of(Supplier<MarketCalendar> calendar) {
        return new Schedule() {
            @Override
            public LocalDate tradingDayAt(LocalDateTime moment) {
                MarketCalendar known = calendar.get();
                return known == null ? null : known.days().tradingDayAt(moment);
            }

            @Override
            public List<Interval> intervals(LocalDate tradingDay, String exchangeId, String productId) {
                MarketCalendar known = calendar.get();
                return known == null ? List.of() : known.sessions().intervals(tradingDay, exchangeId, productId);
            }

            @Override
            public Object version() {
                MarketCalendar known = calendar.get();
                return known == null ? null : known.sessions();
            }
        };
    }
}
