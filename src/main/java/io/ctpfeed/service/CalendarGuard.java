package io.ctpfeed.service;

import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.TradingCalendar;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the calendar for a service, takes up its edits, and says each day when it is about to end. Any thread; edits and
 * warnings come by the thread of {@link ConfigFiles}.
 */
final class CalendarGuard {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarGuard.class);
    /** The exchanges publish a year's holidays in the December before: a month is time enough to enter them. */
    private static final int WARN_DAYS = 30;

    private final Path file;
    private final Path sessions;
    private final ConfigFiles.Stamp fileRead;
    private final ConfigFiles.Stamp sessionsRead;
    private final boolean strict;
    private final MarketCalendar calendar;
    private final EventSink events;
    private LocalDate warned;

    /**
     * @param strict whether a day that is not covered is an error, and the calendar's end is warned of; an invented
     *     market has a date of its own
     * @throws ServiceException if a file is broken, or does not cover today or the trading day that has begun
     */
    CalendarGuard(Path configDir, boolean strict, EventSink events) {
        this.file = configDir.resolve(MarketCalendar.CALENDAR);
        this.sessions = configDir.resolve(MarketCalendar.SESSIONS);
        this.fileRead = ConfigFiles.Stamp.of(file);
        this.sessionsRead = ConfigFiles.Stamp.of(sessions);
        this.strict = strict;
        this.events = events;
        try {
            calendar = read();
        } catch (IllegalArgumentException e) {
            throw new ServiceException(List.of(e.getMessage()));
        }
    }

    MarketCalendar calendar() {
        return calendar;
    }

    /** Whole days after today that the calendar still covers; negative where it has ended. */
    long coveredDays() {
        return calendar.days().daysCoveredAfter(today());
    }

    /** From now on follows edits of both files, also those since the start, and warns once a day where it is due. */
    void follow(ConfigFiles files) {
        files.watch(file, fileRead, this::renew);
        files.watch(sessions, sessionsRead, this::renew);
        files.alongside(this::warnOnceADay);
    }

    private String renew() {
        calendar.renew(read());
        return "calendar covers until " + calendar.days().coveredUntil();
    }

    /** @throws IllegalArgumentException one line: a file is broken, or does not cover what it must */
    private MarketCalendar read() {
        MarketCalendar read = MarketCalendar.read(file.getParent());
        if (strict) {
            TradingCalendar days = read.days();
            LocalDateTime now = MarketTime.localNow();
            covers(days, now.toLocalDate(), "today");
            covers(days, days.tradingDayAt(now), "the trading day that comes next");
        }
        return read;
    }

    private void covers(TradingCalendar days, LocalDate day, String what) {
        if (!days.isCovered(day)) {
            throw new IllegalArgumentException(file + ": covers " + days.coveredFrom() + " to " + days.coveredUntil()
                    + ", " + what + " is " + day
                    + "; enter the holidays the exchanges published, and set covered-until");
        }
    }

    private synchronized void warnOnceADay() {
        LocalDate today = today();
        long left = coveredDays();
        if (!strict || left >= WARN_DAYS || today.equals(warned)) {
            return;
        }
        warned = today;
        LocalDate until = calendar.days().coveredUntil();
        LOG.warn(
                "{} covers the days until {}, {} from now: enter the holidays of the time after, and set covered-until",
                file,
                until,
                left);
        events.accept(FeedEvent.of(EventName.CALENDAR_ENDS, "", "coveredUntil", until.toString(), "daysLeft", left));
    }

    private static LocalDate today() {
        return MarketTime.localNow().toLocalDate();
    }
}
