package io.ctpfeed.standin.front;

import io.ctpfeed.standin.market.Hours;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Timetable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pushes {@code OnRtnInstrumentStatus} for each product: all after the login, then each change. CZCE says 0 where others
 * say 1 or 5. The writer thread.
 */
final class InstrumentStatuses {
    private static final int LENGTH = 260;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final LocalTime BETWEEN = LocalTime.of(5, 59);
    private static final LocalDateTime NEVER = LocalDateTime.MIN;

    private final Front front;
    private final WireWriter out;
    private final Map<String, ProductStatus> products = new LinkedHashMap<>();
    private LocalDateTime looked = NEVER;

    InstrumentStatuses(Front front, WireWriter out) {
        this.front = front;
        this.out = out;
        Market market = front.market();
        for (int i = 0; i < market.size(); i++) {
            char productClass = market.universe().contract(i).productClass();
            if (productClass != '3' && productClass != '7') {
                int index = i;
                products.computeIfAbsent(
                        market.universe().contract(i).productId(),
                        id -> new ProductStatus(
                                market.universe().contract(index).exchangeId(), market.hours(index)));
            }
        }
    }

    void push() {
        LocalDateTime now = front.clock().now();
        if (now.equals(looked)) {
            return;
        }
        looked = now;
        LocalDate day = front.clock().tradingDay();
        boolean hasNight = Timetable.hasNight(day);
        LocalTime time = timeOfDay(now, day);
        products.forEach((id, product) -> {
            char status = status(product, time, hasNight);
            if (status != product.told) {
                product.told = status;
                tell(id, product, now);
            }
        });
    }

    /** The time of day; where a weekend or holiday lies between a night and its day, that of the hours between. */
    private static LocalTime timeOfDay(LocalDateTime now, LocalDate tradingDay) {
        LocalDateTime evening = Timetable.previousTradingDay(tradingDay).atTime(18, 0);
        boolean ofNightOrDay = now.isBefore(evening.plusHours(12)) || !now.isBefore(tradingDay.atTime(6, 0));
        return ofNightOrDay ? now.toLocalTime() : BETWEEN;
    }

    private static char status(ProductStatus product, LocalTime time, boolean hasNight) {
        char status = product.hours.status(time, hasNight);
        return product.exchange.equals("CZCE") && (status == '1' || status == '5') ? '0' : status;
    }

    private void tell(String productId, ProductStatus product, LocalDateTime now) {
        int at = out.frame(Wire.TD_INSTRUMENT_STATUS, 0, 0, LENGTH);
        Structs.text(out.buffer(), at, 9, product.exchange);
        out.buffer().putByte(at + 80, (byte) product.told);
        out.buffer().putInt(at + 84, ++product.segment);
        Structs.text(out.buffer(), at + 88, 9, now.format(TIME));
        out.buffer().putByte(at + 97, (byte) '1');
        Structs.text(out.buffer(), at + 98, 81, productId);
        Structs.text(out.buffer(), at + 179, 81, productId);
    }

    private static final class ProductStatus {
        final String exchange;
        final Hours hours;
        char told;
        int segment;

        ProductStatus(String exchange, Hours hours) {
            this.exchange = exchange;
            this.hours = hours;
        }
    }
}
