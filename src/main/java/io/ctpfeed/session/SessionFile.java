package io.ctpfeed.session;

import io.ctpfeed.session.SessionTable.ExchangeHours;
import io.ctpfeed.session.TradingHours.Span;
import io.ctpfeed.session.YamlFile.Value;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code sessions.yaml}. Stateless but for the file at hand. */
final class SessionFile {
    private record DayHours(String name, LocalTime auction, List<Span> sessions) {}

    private final Map<String, DayHours> hours = new LinkedHashMap<>();
    private LocalTime nightAuction;
    private LocalTime nightOpen;

    private SessionFile() {}

    static Map<String, ExchangeHours> read(Value root) {
        SessionFile file = new SessionFile();
        Map<String, Value> parts = root.map(Set.of("hours", "night", "exchanges"));
        root.required("hours").map().forEach(file::dayHours);
        Value night = root.required("night");
        night.map(Set.of("auction", "open"));
        file.nightAuction = time(night.required("auction"));
        file.nightOpen = time(night.required("open"));
        root.required("exchanges");
        Map<String, ExchangeHours> exchanges = new LinkedHashMap<>();
        parts.get("exchanges").map().forEach((name, value) -> exchanges.put(name, file.exchange(value)));
        if (exchanges.isEmpty()) {
            throw root.wrong("exchanges: names none");
        }
        return exchanges;
    }

    private void dayHours(String name, Value value) {
        Map<String, Value> parts = value.map(Set.of("auction", "sessions"));
        List<Span> sessions = new ArrayList<>();
        LocalTime last = LocalTime.MIN;
        for (Value each : value.required("sessions").list()) {
            String[] ends = each.text().split("-", -1);
            if (ends.length != 2) {
                throw each.wrong("'" + each.text() + "' is no session; write \"09:00-10:15\"");
            }
            Span span = new Span(time(each, ends[0]), time(each, ends[1]));
            if (!span.open().isBefore(span.close()) || span.open().isBefore(last)) {
                throw each.wrong("'" + each.text() + "' ends before it begins, or begins before the one before ended");
            }
            last = span.close();
            sessions.add(span);
        }
        if (sessions.isEmpty()) {
            throw value.wrong("sessions: has none");
        }
        Value auction = parts.get("auction");
        LocalTime from = auction == null ? null : time(auction);
        if (from != null && !from.isBefore(sessions.get(0).open())) {
            throw auction.wrong("'" + auction.text() + "' is not before the first session");
        }
        hours.put(name, new DayHours(name, from, sessions));
    }

    private ExchangeHours exchange(Value value) {
        Map<String, Value> parts = value.map(Set.of("hours", "other", "night", "no-night"));
        DayHours usual = named(value.required("hours"));
        Map<String, TradingHours> products = new LinkedHashMap<>();
        if (parts.containsKey("night")) {
            parts.get("night").map().forEach((end, list) -> list(products, list, hours(usual, time(list, end))));
        }
        if (parts.containsKey("no-night")) {
            list(products, parts.get("no-night"), hours(usual, null));
        }
        if (parts.containsKey("other")) {
            parts.get("other").map().forEach((name, list) -> {
                DayHours other = hours.get(name);
                if (other == null) {
                    throw list.wrong(
                            "hours '" + name + "' are not there; there are " + String.join(", ", hours.keySet()));
                }
                list(products, list, hours(other, null));
            });
        }
        return new ExchangeHours(hours(usual, null), products);
    }

    private static void list(Map<String, TradingHours> products, Value list, TradingHours hours) {
        for (Value product : list.list()) {
            if (products.putIfAbsent(product.text(), hours) != null) {
                throw product.wrong("product '" + product.text() + "' is there twice; keep one");
            }
        }
    }

    private DayHours named(Value value) {
        DayHours found = hours.get(value.text());
        if (found == null) {
            throw value.wrong(
                    "hours '" + value.text() + "' are not there; there are " + String.join(", ", hours.keySet()));
        }
        return found;
    }

    private TradingHours hours(DayHours day, LocalTime nightEnd) {
        return new TradingHours(day.name, day.auction, day.sessions, nightAuction, nightOpen, nightEnd);
    }

    static LocalTime time(Value value) {
        return time(value, value.text());
    }

    private static LocalTime time(Value value, String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException e) {
            throw value.wrong("'" + text.strip() + "' is no time of day; write \"09:00\", with the quotes");
        }
    }
}
