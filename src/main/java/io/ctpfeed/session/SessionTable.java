package io.ctpfeed.session;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each product trades. Immutable but for what it remembers; any thread.
 *
 * <p>A product of options trades as its underlying: {@code cu_o}, {@code m_o}, CZCE's {@code SRC} and {@code SRP}; so
 * does a trade at settlement, {@code sc_tas}. A product that no list names has the exchange's hours without a night, and
 * is {@linkplain #unknownProducts remembered}.
 */
public final class SessionTable {
    private final TradingCalendar calendar;
    private final Map<String, ExchangeHours> exchanges;
    private final Map<String, TradingHours.Days> known = new ConcurrentHashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final TradingHours.Days otherwise;

    /** Hours by product, and those of products that are not named. */
    record ExchangeHours(TradingHours otherwise, Map<String, TradingHours> byProduct) {}

    SessionTable(TradingCalendar calendar, Map<String, ExchangeHours> exchanges) {
        this.calendar = calendar;
        this.exchanges = exchanges;
        this.otherwise =
                new TradingHours.Days("", exchanges.values().iterator().next().otherwise(), calendar);
    }

    /** @throws IllegalArgumentException one line with file, line and what is wrong */
    public static SessionTable read(Path file, TradingCalendar calendar) {
        Map<String, ExchangeHours> exchanges = SessionFile.read(YamlFile.read(file));
        calendar.exchangeDays().check(exchanges.keySet());
        return new SessionTable(calendar, exchanges);
    }

    /** In order; those of the night first. Empty on a day that does not trade. */
    public List<Interval> intervals(LocalDate tradingDay, String exchangeId, String productId) {
        return days(exchangeId, productId).intervals(tradingDay);
    }

    /** When the first product of that trading day takes its first orders; empty on a day that does not trade. */
    Optional<LocalDateTime> begin(LocalDate tradingDay) {
        return products().entrySet().stream()
                .flatMap(exchange ->
                        exchange.getValue().stream().map(product -> intervals(tradingDay, exchange.getKey(), product)))
                .filter(intervals -> !intervals.isEmpty())
                .map(intervals -> intervals.get(0))
                .map(first -> first.auctionFrom() == null ? first.open() : first.auctionFrom())
                .min(Comparator.naturalOrder());
    }

    /** @param moment Asia/Shanghai; the very end of an interval is still trading: ticks stamped exactly then are legal */
    public Phase phaseAt(LocalDateTime moment, String exchangeId, String productId) {
        List<Interval> intervals = intervals(calendar.tradingDayAt(moment), exchangeId, productId);
        Interval before = null;
        for (Interval interval : intervals) {
            if (moment.isBefore(interval.open())) {
                if (interval.auctionFrom() != null && !moment.isBefore(interval.auctionFrom())) {
                    return Phase.AUCTION;
                }
                return before != null && before.night() == interval.night() ? Phase.BREAK : Phase.CLOSED;
            }
            if (!moment.isAfter(interval.close())) {
                return Phase.CONTINUOUS;
            }
            before = interval;
        }
        return Phase.CLOSED;
    }

    public TradingHours hours(String exchangeId, String productId) {
        return days(exchangeId, productId).hours();
    }

    /** All products the table names, by exchange, in the order of the file. */
    public Map<String, Set<String>> products() {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        exchanges.forEach((exchange, hours) ->
                all.put(exchange, Collections.unmodifiableSet(hours.byProduct().keySet())));
        return all;
    }

    /** Products that were asked for and are in no list, as {@code EXCHANGE.PRODUCT}. */
    public Set<String> unknownProducts() {
        return Collections.unmodifiableSet(unknown);
    }

    private TradingHours.Days days(String exchangeId, String productId) {
        return known.computeIfAbsent(exchangeId + "." + productId, key -> {
            ExchangeHours exchange = exchanges.get(exchangeId);
            if (exchange == null) {
                unknown.add(key);
                return otherwise;
            }
            TradingHours hours = byProduct(exchange.byProduct(), productId);
            if (hours == null) {
                unknown.add(key);
                hours = exchange.otherwise();
            }
            return new TradingHours.Days(exchangeId, hours, calendar);
        });
    }

    private static TradingHours byProduct(Map<String, TradingHours> products, String productId) {
        TradingHours own = products.get(productId);
        if (own != null || productId.length() < 2) {
            return own;
        }
        int suffix = productId.indexOf('_');
        if (suffix > 0) {
            return products.get(productId.substring(0, suffix));
        }
        char last = productId.charAt(productId.length() - 1);
        return last == 'C' || last == 'P' ? products.get(productId.substring(0, productId.length() - 1)) : null;
    }
}
