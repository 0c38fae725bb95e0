package io.ctpfeed.session;

import io.ctpfeed.session.YamlFile.Value;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Days on which one exchange alone does not trade, or ends early. Immutable, any thread. */
final class ExchangeDays {
    private final Map<String, Set<LocalDate>> closed = new HashMap<>();
    private final Map<String, Map<LocalDate, LocalTime>> ends = new HashMap<>();
    private final Map<String, Value> named = new LinkedHashMap<>();

    private ExchangeDays() {}

    /** From the keys {@code closed} and {@code early-end} of the calendar, which may be missing. */
    static ExchangeDays read(Value root) {
        ExchangeDays days = new ExchangeDays();
        Value closed = root.get("closed");
        if (closed != null) {
            closed.map().forEach((exchange, list) -> {
                Set<LocalDate> set = days.closed.computeIfAbsent(exchange, key -> new HashSet<>());
                list.list().forEach(day -> set.add(TradingCalendar.day(day, day.text())));
                days.named.putIfAbsent(exchange, list);
            });
        }
        Value early = root.get("early-end");
        if (early != null) {
            early.map().forEach((exchange, byDay) -> {
                Map<LocalDate, LocalTime> map = days.ends.computeIfAbsent(exchange, key -> new HashMap<>());
                byDay.map().forEach((day, end) -> map.put(TradingCalendar.day(end, day), SessionFile.time(end)));
                days.named.putIfAbsent(exchange, byDay);
            });
        }
        return days;
    }

    /** @throws IllegalArgumentException one line, for an exchange that is not among those */
    void check(Set<String> exchanges) {
        named.forEach((exchange, place) -> {
            if (!exchanges.contains(exchange)) {
                throw place.wrong("exchange '" + exchange + "' is not in " + MarketCalendar.SESSIONS + "; there are "
                        + String.join(", ", exchanges));
            }
        });
    }

    /** What is left of an exchange's usual intervals of that trading day; an early end cuts the day part. */
    List<Interval> limit(String exchange, LocalDate tradingDay, List<Interval> usual) {
        if (closed.getOrDefault(exchange, Set.of()).contains(tradingDay)) {
            return List.of();
        }
        LocalTime end = ends.getOrDefault(exchange, Map.of()).get(tradingDay);
        return end == null ? usual : until(tradingDay.atTime(end), usual);
    }

    private static List<Interval> until(LocalDateTime end, List<Interval> usual) {
        List<Interval> left = new ArrayList<>();
        for (Interval each : usual) {
            if (each.night() || !each.close().isAfter(end)) {
                left.add(each);
            } else if (each.open().isBefore(end)) {
                left.add(new Interval(each.auctionFrom(), each.open(), end, false));
            }
        }
        return List.copyOf(left);
    }
}
