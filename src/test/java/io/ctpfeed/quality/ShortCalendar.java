package io.ctpfeed.quality;

import io.ctpfeed.session.Interval;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** New Year 2026 and the weekends; one product of each kind of hours on each exchange. Others: as day commodities. */
final class ShortCalendar implements Schedule {
    static final Map<String, String> NIGHT_ENDS =
            Map.of("rb", "23:00", "cu", "01:00", "au", "02:30", "sc", "02:30", "m", "23:00", "CF", "23:00");

    private static final Set<LocalDate> HOLIDAYS =
            Set.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 3));

    @Override
    public LocalDate tradingDayAt(LocalDateTime moment) {
        LocalDate day = moment.toLocalDate();
        return trades(day) && moment.getHour() < 18 ? day : next(day);
    }

    @Override
    public List<Interval> intervals(LocalDate day, String exchangeId, String productId) {
        List<Interval> all = new ArrayList<>();
        if (!trades(day)) {
            return all;
        }
        String nightEnd = NIGHT_ENDS.get(productId);
        if (nightEnd != null && hasNight(day)) {
            LocalDate evening = previous(day);
            LocalTime end = LocalTime.parse(nightEnd);
            LocalDateTime close = (end.getHour() < 12 ? evening.plusDays(1) : evening).atTime(end);
            all.add(new Interval(evening.atTime(20, 55), evening.atTime(21, 0), close, true));
        }
        if (exchangeId.equals("CFFEX")) {
            all.add(new Interval(day.atTime(9, 25), day.atTime(9, 30), day.atTime(11, 30), false));
            all.add(new Interval(null, day.atTime(13, 0), day.atTime(15, 0), false));
        } else {
            all.add(new Interval(day.atTime(8, 55), day.atTime(9, 0), day.atTime(10, 15), false));
            all.add(new Interval(null, day.atTime(10, 30), day.atTime(11, 30), false));
            all.add(new Interval(null, day.atTime(13, 30), day.atTime(15, 0), false));
        }
        return all;
    }

    @Override
    public Object version() {
        return this;
    }

    private static boolean hasNight(LocalDate day) {
        return previous(day).datesUntil(day).noneMatch(HOLIDAYS::contains);
    }

    private static boolean trades(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !HOLIDAYS.contains(day);
    }

    private static LocalDate next(LocalDate day) {
        return day.plusDays(1)
                .datesUntil(day.plusDays(20))
                .filter(ShortCalendar::trades)
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate previous(LocalDate day) {
        LocalDate before = day.minusDays(1);
        while (!trades(before)) {
            before = before.minusDays(1);
        }
        return before;
    }
}
