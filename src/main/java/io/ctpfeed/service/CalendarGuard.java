package io.ctpfeed.service;

import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.TradingCalendar;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the calendar for a service, and says when it is about to end. Any thread. */
final class CalendarGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarGuard.class);
    /** The exchanges publish a year's holidays in the December before: a month is time enough to enter them. */
    private static final int WARN_DAYS = 30;

    private final Path configDir;
    private final MarketCalendar calendar;
    private final EventSink events;

    /**
     * @param strict whether a day that is not covered is an error; an invented market has a date of its own
     * @throws ServiceException if a file is broken, or does not cover today
     */
    CalendarGuard(Path configDir, boolean strict, EventSink events) {
        this.configDir = configDir;
        this.events = events;
        try {
            calendar = MarketCalendar.read(configDir);
        } catch (IllegalArgumentException e) {
            throw new ServiceException(List.of(e.getMessage()));
        }
        LocalDate today = today();
        if (strict && !calendar.days().isCovered(today)) {
            TradingCalendar days = calendar.days();
            throw new ServiceException(List.of(configDir.resolve(MarketCalendar.CALENDAR) + ": covers "
                    + days.coveredFrom() + " to " + days.coveredUntil() + ", today is " + today
                    + "; enter the holidays the exchanges published, and set covered-until"));
        }
        warn();
    }

    MarketCalendar calendar() {
        return calendar;
    }

    /** Whole days after today that the calendar still covers; negative where it has ended. */
    long coveredDays() {
        return calendar.days().daysCoveredAfter(today());
    }

    /** Follows edits of both files. */
    void follow(ConfigFiles files) {
        files.watch(configDir.resolve(MarketCalendar.CALENDAR), this::renew);
        files.watch(configDir.resolve(MarketCalendar.SESSIONS), this::renew);
    }

    private String renew() {
        calendar.renew(configDir);
        warn();
        return "calendar covers until " + calendar.days().coveredUntil();
    }

    private void warn() {
        long left = coveredDays();
        if (left < WARN_DAYS) {
            LocalDate until = calendar.days().coveredUntil();
            LOG.warn(
                    "{} ends on {}, {} days from now: enter the holidays of the time after, and set covered-until",
                    configDir.resolve(MarketCalendar.CALENDAR),
                    until,
                    left);
            events.accept(FeedEvent.of(
                    FeedEvent.Kind.STATUS, "calendar-ends", "", "coveredUntil", until.toString(), "daysLeft", left));
        }
    }

    private static LocalDate today() {
        return MarketTime.localNow().toLocalDate();
    }
}
