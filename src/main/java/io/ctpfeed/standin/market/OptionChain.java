package io.ctpfeed.standin.market;

import io.ctpfeed.tick.Contract;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The options of one product: months, strikes around the price, calls and puts, in their exchange's code form. */
final class OptionChain {
    private static final int STRIKES = 41;
    private static final int MONTHS = 6;
    /** Ranks of a chain: each is the calls and puts of one strike of all months. */
    static final int LENGTH = STRIKES;

    private final Product product;
    private final List<YearMonth> months;
    private final LocalDate tradingDay;
    private final long step;

    OptionChain(Product product, List<YearMonth> months, LocalDate tradingDay) {
        this.product = product;
        this.months = months.subList(0, Math.min(MONTHS, months.size()));
        this.tradingDay = tradingDay;
        this.step = niceStep(product.price() * 0.015);
    }

    /** @param rank 0 is the strike at the money, then alternately above and below */
    void addTo(List<Listing> options, int rank) {
        long middle = Math.round(product.price() / step) * step;
        long strike = middle + (rank % 2 == 1 ? (rank + 1) / 2 : -rank / 2) * step;
        if (strike <= 0) {
            return;
        }
        for (int i = 0; i < months.size(); i++) {
            LocalDate expiry = expiry(months.get(i));
            if (!expiry.isBefore(tradingDay)) {
                options.add(option(months.get(i), expiry, strike, true, rank, i));
                options.add(option(months.get(i), expiry, strike, false, rank, i));
            }
        }
    }

    private Listing option(YearMonth month, LocalDate expiry, long strike, boolean call, int rank, int nearness) {
        String underlying = underlying(month);
        String code = product.exchange().equals("SHFE")
                        || product.exchange().equals("INE")
                        || product.exchange().equals("CZCE")
                ? Listings.code(product, month) + (call ? "C" : "P") + strike
                : Listings.code(product, month) + (call ? "-C-" : "-P-") + strike;
        Contract contract = new Contract(
                code,
                product.exchange(),
                productId(call),
                product.indexOption() ? '6' : '2',
                product.name() + Listings.digits(month) + (call ? "购" : "沽") + strike,
                product.multiplier(),
                product.priceTick(),
                month.getYear(),
                month.getMonthValue(),
                Listings.opened(expiry),
                expiry.format(DateTimeFormatter.BASIC_ISO_DATE),
                '1',
                true,
                call ? '1' : '2',
                strike,
                underlying);
        double distance = Math.abs(strike - product.price()) / product.price();
        boolean untraded = distance > 0.2 || nearness > 3;
        double activity = 0.25 * Math.exp(-distance * 30) / (1 + nearness) + 0.0005;
        return new Listing(
                contract, product.hours(), price(strike, call, nearness), activity, untraded ? 0 : activity * 4);
    }

    /** Options on futures expire in the month before their underlying, index options in their own. */
    private LocalDate expiry(YearMonth month) {
        return product.indexOption()
                ? Listings.expiry(month)
                : Listings.expiry(month.minusMonths(1)).plusDays(7);
    }

    private double price(long strike, boolean call, int nearness) {
        double money = call ? product.price() - strike : strike - product.price();
        double distance = money / product.price();
        double time = product.price() * 0.025 * Math.sqrt(1 + nearness) * Math.exp(-distance * distance * 60);
        return Math.max(product.priceTick(), Math.max(0, money) + time);
    }

    private String underlying(YearMonth month) {
        String of = Listings.code(product, month);
        return switch (product.code()) {
            case "IO" -> "IF" + of.substring(2);
            case "HO" -> "IH" + of.substring(2);
            case "MO" -> "IM" + of.substring(2);
            default -> of;
        };
    }

    private String productId(boolean call) {
        return switch (product.exchange()) {
            case "CFFEX" -> product.code();
            case "CZCE" -> product.code() + (call ? "C" : "P");
            default -> product.code() + "_o";
        };
    }

    /** 1, 2 or 5 times a power of ten, not above {@code about}; 1 at the least. */
    private static long niceStep(double about) {
        long power = 1;
        while (power * 10 <= about) {
            power *= 10;
        }
        return about >= power * 5 ? power * 5 : about >= power * 2 ? power * 2 : power;
    }
}
