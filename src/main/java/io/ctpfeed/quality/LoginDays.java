package io.ctpfeed.quality;

import io.ctpfeed.session.MarketTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the trading day a front's login answered with the calendar's. They must agree while the market may be open;
 * between the close and the evening, and on days off, fronts still say the day before. The calendar's word is used
 * either way; a disagreement means that it, or the machine's clock, is wrong. Any thread.
 */
public final class LoginDays {
    private static final Logger LOG = LoggerFactory.getLogger(LoginDays.class);
    private static final LocalTime CLOSED_FROM = LocalTime.of(15, 20);
    private static final LocalTime CLOSED_UNTIL = LocalTime.of(20, 30);

    private final Schedule schedule;
    private final AtomicLong disagreements = new AtomicLong();

    public LoginDays(Schedule schedule) {
        this.schedule = schedule;
    }

    /** @param tradingDay of the login's answer, yyyyMMdd; empty where the front gave none */
    public void loggedIn(String account, String tradingDay) {
        LocalDateTime now = MarketTime.localNow();
        LocalDate expected = schedule.tradingDayAt(now);
        if (expected == null || tradingDay.isEmpty()) {
            return;
        }
        if (!tradingDay.equals(expected.format(DateTimeFormatter.BASIC_ISO_DATE)) && mayBeOpen(now, expected)) {
            disagreements.incrementAndGet();
            LOG.warn(
                    "account {}: its front says trading day {}, the calendar says {}; check config/calendar.yaml and"
                            + " the machine's clock",
                    account,
                    tradingDay,
                    expected);
        }
    }

    /** Logins whose trading day was not the calendar's. */
    public long disagreements() {
        return disagreements.get();
    }

    private boolean mayBeOpen(LocalDateTime now, LocalDate tradingDay) {
        LocalTime time = now.toLocalTime();
        boolean pause = time.isAfter(CLOSED_FROM) && time.isBefore(CLOSED_UNTIL);
        boolean ofTheDay = now.toLocalDate().equals(tradingDay);
        // An evening that has the next trading day for its own began it, unless days off lie between.
        boolean nightBefore = schedule.tradingDayAt(now.minusHours(12)) != null
                && !schedule.tradingDayAt(now.minusHours(12)).equals(tradingDay);
        return !pause && (ofTheDay || nightBefore);
    }
}
