package io.ctpfeed.service.duty;

import io.ctpfeed.session.DayPart;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.Phase;
import io.ctpfeed.session.SessionTable;
import io.ctpfeed.tick.WallClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the calendar says to a trigger that fires: bean {@code dayDuties} of the routes. By the process's clock and the
 * calendar as it is now; any thread.
 *
 * <p>Quartz goes by the machine's clock. While the process's clock is simulated, its triggers find nothing due: who
 * simulates asks the {@link DutyRoster}.
 */
public final class DayDuties {
    private final MarketCalendar calendar;

    public DayDuties(MarketCalendar calendar) {
        this.calendar = calendar;
    }

    /** @param part {@code day} or {@code night} */
    public boolean restartDue(String part) {
        return dueNow(part);
    }

    /** @param part {@code day} or {@code night} */
    public boolean checkpointDue(String part) {
        return dueNow(part);
    }

    public boolean closeDue() {
        return dueNow("day");
    }

    /** Whether the duties of that part are due on the day of that moment. */
    public boolean isDue(DayPart part, LocalDateTime moment) {
        return part.isOn(moment.toLocalDate(), calendar.days());
    }

    /** Whether any product is being traded, in an auction or in a break within a session, now. */
    public boolean inSession() {
        return trading(MarketTime.localNow()).isPresent();
    }

    /**
     * A product that is being traded, in an auction or in a break within a session, and what it does: {@code SHFE.rb is
     * CONTINUOUS at 09:30}.
     *
     * @param moment Asia/Shanghai
     */
    public Optional<String> trading(LocalDateTime moment) {
        SessionTable sessions = calendar.sessions();
        for (Map.Entry<String, Set<String>> exchange : sessions.products().entrySet()) {
            for (String product : exchange.getValue()) {
                Phase phase = sessions.phaseAt(moment, exchange.getKey(), product);
                if (phase != Phase.CLOSED) {
                    return Optional.of(exchange.getKey() + "." + product + " is " + phase + " at "
                            + moment.toLocalTime().truncatedTo(ChronoUnit.SECONDS));
                }
            }
        }
        return Optional.empty();
    }

    /** The trading day that a front should be logged in for now. */
    LocalDate tradingDay() {
        return calendar.days().tradingDayAt(MarketTime.localNow());
    }

    /** Whether the calendar says something about today. */
    boolean isCovered() {
        return calendar.days().isCovered(MarketTime.localNow().toLocalDate());
    }

    static DayPart part(String name) {
        try {
            return DayPart.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + name + "' is no part of a day; write day or night", e);
        }
    }

    private boolean dueNow(String part) {
        return isDue(part(part), MarketTime.localNow()) && !WallClock.isSimulated();
    }
}
