package io.ctpfeed.failover;

import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.Phase;
import io.ctpfeed.session.SessionTable;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Whether the market trades, by the calendar and the process's clock. Any thread; looks at each second once. */
public final class SessionClock {
    private final Supplier<MarketCalendar> calendar;
    private LocalDateTime second;
    private boolean trading;

    /** @param calendar may give null: then it is always taken to trade, and no session is taken to begin */
    public SessionClock(Supplier<MarketCalendar> calendar) {
        this.calendar = calendar;
    }

    /** Whether any product is traded continuously now. */
    public synchronized boolean isTrading() {
        LocalDateTime now = MarketTime.localNow().truncatedTo(ChronoUnit.SECONDS);
        if (!now.equals(second)) {
            second = now;
            trading = calendar.get() == null || anyTradesAt(now);
        }
        return trading;
    }

    /** Whether a product's session began within the last so many minutes. A break within a session begins none. */
    public boolean isBeginning(int minutes) {
        MarketCalendar present = calendar.get();
        if (present == null || minutes == 0) {
            return false;
        }
        LocalDateTime now = MarketTime.localNow();
        SessionTable sessions = present.sessions();
        for (Map.Entry<String, Set<String>> exchange : sessions.products().entrySet()) {
            for (String product : exchange.getValue()) {
                if (sessions.phaseAt(now, exchange.getKey(), product) == Phase.CONTINUOUS) {
                    Phase before = sessions.phaseAt(now.minusMinutes(minutes), exchange.getKey(), product);
                    if (before == Phase.CLOSED || before == Phase.AUCTION) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean anyTradesAt(LocalDateTime moment) {
        SessionTable sessions = calendar.get().sessions();
        return sessions.products().entrySet().stream().anyMatch(exchange -> exchange.getValue().stream()
                .anyMatch(product -> sessions.phaseAt(moment, exchange.getKey(), product) == Phase.CONTINUOUS));
    }
}
