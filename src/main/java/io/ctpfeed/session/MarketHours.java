package io.ctpfeed.session;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** When the market as a whole trades: the session in progress or the next one, and the one after it. Any thread. */
public final class MarketHours {
    private final Supplier<MarketCalendar> calendar;
    private Known known;

    /** From one moment to another, both of them within. Asia/Shanghai. */
    public record Stretch(LocalDateTime open, LocalDateTime close) {
        boolean contains(LocalDateTime moment) {
            return !moment.isBefore(open) && !moment.isAfter(close);
        }
    }

    /**
     * The day or the night of a trading day.
     *
     * @param whole from the first opening of a product to the last close
     * @param trading stretches in which any product is in continuous trading: without the breaks that all have
     */
    public record Session(Stretch whole, List<Stretch> trading) {}

    private record Known(SessionTable sessions, LocalDateTime asked, List<Session> two) {}

    public MarketHours(Supplier<MarketCalendar> calendar) {
        this.calendar = calendar;
    }

    /** Whether any product is in continuous trading. @param moment Asia/Shanghai */
    public boolean isOpen(LocalDateTime moment) {
        return at(moment).get(0).trading().stream().anyMatch(stretch -> stretch.contains(moment));
    }

    /** The session in progress, or the next one; and the one after it. @param moment Asia/Shanghai */
    public synchronized List<Session> at(LocalDateTime moment) {
        SessionTable sessions = calendar.get().sessions();
        if (known == null
                || known.sessions != sessions
                || moment.isBefore(known.asked)
                || moment.isAfter(known.two.get(0).whole().close())) {
            known = new Known(sessions, moment, find(sessions, moment));
        }
        return known.two;
    }

    private List<Session> find(SessionTable sessions, LocalDateTime moment) {
        TradingCalendar days = calendar.get().days();
        List<Session> two = new ArrayList<>();
        for (LocalDate day = days.tradingDayAt(moment); two.size() < 2; day = days.next(day)) {
            for (boolean night : new boolean[] {true, false}) {
                Session session = session(sessions, day, night);
                if (session != null
                        && two.size() < 2
                        && !session.whole().close().isBefore(moment)) {
                    two.add(session);
                }
            }
        }
        return List.copyOf(two);
    }

    /** @return null where there is none */
    private static Session session(SessionTable sessions, LocalDate day, boolean night) {
        List<Interval> all = new ArrayList<>();
        for (Map.Entry<String, Set<String>> exchange : sessions.products().entrySet()) {
            for (String product : exchange.getValue()) {
                sessions.intervals(day, exchange.getKey(), product).stream()
                        .filter(interval -> interval.night() == night)
                        .forEach(all::add);
            }
        }
        all.sort(Comparator.comparing(Interval::open));
        List<Stretch> trading = new ArrayList<>();
        for (Interval next : all) {
            Stretch last = trading.isEmpty() ? null : trading.get(trading.size() - 1);
            if (last == null || next.open().isAfter(last.close())) {
                trading.add(new Stretch(next.open(), next.close()));
            } else if (next.close().isAfter(last.close())) {
                trading.set(trading.size() - 1, new Stretch(last.open(), next.close()));
            }
        }
        return trading.isEmpty()
                ? null
                : new Session(
                        new Stretch(
                                trading.get(0).open(),
                                trading.get(trading.size() - 1).close()),
                        List.copyOf(trading));
    }
}
