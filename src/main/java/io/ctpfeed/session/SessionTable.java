package io.ctpfeed.session;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** When each product trades. Immutable. */
public final class SessionTable {
    private SessionTable() {}

    public static SessionTable read(Path file, TradingCalendar calendar) {
        throw new UnsupportedOperationException(file + " " + calendar);
    }

    /** In order; those of the night first. Empty on a day that does not trade. */
    public List<Interval> intervals(LocalDate tradingDay, String exchangeId, String productId) {
        throw new UnsupportedOperationException(tradingDay + exchangeId + productId);
    }

    public Phase phaseAt(LocalDateTime moment, String exchangeId, String productId) {
        throw new UnsupportedOperationException(moment + exchangeId + productId);
    }
}
