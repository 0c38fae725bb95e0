package io.ctpfeed.session;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which days trade, and which trading day a moment belongs to. Immutable, any thread.
 *
 * <p>Saturdays and Sundays never trade, even where offices work on them. A trading day may begin with a night session on
 * the evening of the trading day before: Friday's night is Monday's. On the eve of a public holiday there is none.
 *
 * <p>Outside of what it {@linkplain #isCovered covers} it goes by weekdays: nothing in the way of a tick may fail
 * for a calendar that ran out. Who starts a service asks first.
 */
public final class TradingCalendar {
    /** From then on the day that comes next has begun: fronts are initialised for it between 18 and 19 o'clock. */
    public static final LocalTime DAY_TURNS = LocalTime.of(18, 0);

    private static final int LONGEST_HOLIDAY_DAYS = 31;

    private final LocalDate from;
    private final LocalDate until;
    private final NavigableSet<LocalDate> holidays;
    private final ExchangeDays exchangeDays;
    private final Map<LocalDate, Boolean> nights = new ConcurrentHashMap<>();

    /** Days of a public holiday in a row. */
    public record Holiday(LocalDate first, LocalDate last) {}

    private TradingCalendar(
            LocalDate from, LocalDate until, NavigableSet<LocalDate> holidays, ExchangeDays exchangeDays) {
        this.from = from;
        this.until = until;
        this.holidays = holidays;
        this.exchangeDays = exchangeDays;
    }

    /** @throws IllegalArgumentException one line with file, line and what is wrong */
    public static TradingCalendar read(Path file) {
        YamlFile.Value root = YamlFile.read(file);
        root.map(Set.of("covered-from", "covered-until", "holidays", "closed", "early-end"));
        LocalDate from =
                day(root.required("covered-from"), root.required("covered-from").text());
        YamlFile.Value end = root.required("covered-until");
        LocalDate until = day(end, end.text());
        if (until.isBefore(from)) {
            throw end.wrong(until + " is before covered-from " + from);
        }
        NavigableSet<LocalDate> holidays = new TreeSet<>();
        for (YamlFile.Value entry : root.required("holidays").list()) {
            String[] range = entry.text().split("/", -1);
            LocalDate first = day(entry, range[0]);
            LocalDate last = range.length == 1 ? first : day(entry, range[1]);
            if (range.length > 2
                    || last.isBefore(first)
                    || ChronoUnit.DAYS.between(first, last) > LONGEST_HOLIDAY_DAYS) {
                throw entry.wrong(
                        "'" + entry.text() + "' is no FIRST/LAST of at most a month; write 2026-10-01/2026-10-07");
            }
            first.datesUntil(last.plusDays(1)).forEach(holidays::add);
        }
        return new TradingCalendar(from, until, holidays, ExchangeDays.read(root));
    }

    public boolean isTradingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.contains(day);
    }

    /** The first trading day after that day. */
    public LocalDate next(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!isTradingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The last trading day before that day. */
    public LocalDate previous(LocalDate day) {
        LocalDate previous = day.minusDays(1);
        while (!isTradingDay(previous)) {
            previous = previous.minusDays(1);
        }
        return previous;
    }

    /** Whether that trading day begins with a night session on the evening of the trading day before. */
    public boolean hasNight(LocalDate tradingDay) {
        return nights.computeIfAbsent(
                tradingDay,
                day -> isTradingDay(day) && previous(day).datesUntil(day).noneMatch(holidays::contains));
    }

    /**
     * The trading day in progress; from 18:00 on, and on days off, the one that comes next. The hours after midnight of
     * a Friday's night are Monday's.
     *
     * @param moment Asia/Shanghai
     */
    public LocalDate tradingDayAt(LocalDateTime moment) {
        LocalDate day = moment.toLocalDate();
        return isTradingDay(day) && moment.toLocalTime().isBefore(DAY_TURNS) ? day : next(day);
    }

    public boolean isCovered(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    public LocalDate coveredFrom() {
        return from;
    }

    /** Last day the calendar says something about. */
    public LocalDate coveredUntil() {
        return until;
    }

    /** Whole days that are covered after that one; negative where it ended before. */
    public long daysCoveredAfter(LocalDate day) {
        return ChronoUnit.DAYS.between(day, until);
    }

    /** Days of public holidays, weekends among them included. */
    public Set<LocalDate> holidays() {
        return Collections.unmodifiableSet(holidays);
    }

    /** The holiday in progress or the last one before that day, and the one after it, as far as they are entered. */
    public List<Holiday> holidaysNear(LocalDate day) {
        List<Holiday> near = new ArrayList<>();
        LocalDate before = holidays.floor(day);
        if (before != null) {
            near.add(around(before));
        }
        LocalDate after = holidays.higher(
                before == null ? day : latest(day, around(before).last()));
        if (after != null) {
            near.add(around(after));
        }
        return near;
    }

    /** What single exchanges do otherwise. */
    ExchangeDays exchangeDays() {
        return exchangeDays;
    }

    private Holiday around(LocalDate day) {
        LocalDate first = day;
        while (holidays.contains(first.minusDays(1))) {
            first = first.minusDays(1);
        }
        LocalDate last = day;
        while (holidays.contains(last.plusDays(1))) {
            last = last.plusDays(1);
        }
        return new Holiday(first, last);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    static LocalDate day(YamlFile.Value value, String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw value.wrong("'" + text.strip() + "' is no date; write YYYY-MM-DD");
        }
    }
}
