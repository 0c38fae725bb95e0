package io.ctpfeed.standin.market;

import io.ctpfeed.tick.Contract;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Makes the listings of a trading day: busiest first within each kind. */
final class Listings {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    /** Nearest months first; the second month of a product is the busiest. */
    private static final double[] ACTIVITY = {0.6, 0.95, 0.8, 0.5, 0.3, 0.2, 0.1, 0.05};

    private static final double[] LOTS = {30, 90, 40, 12, 5, 2, 1, 0.5};
    private static final double NO_STRIKE = Double.MAX_VALUE;

    private final LocalDate tradingDay;
    private final List<Product> products = Product.all();

    Listings(LocalDate tradingDay) {
        this.tradingDay = tradingDay;
    }

    List<Listing> futures() {
        List<Listing> futures = new ArrayList<>();
        for (int rank = 0; rank < 12; rank++) {
            for (Product product : products) {
                List<YearMonth> months = months(product);
                if (!product.indexOption() && rank < months.size()) {
                    futures.add(future(product, busiestFirst(months, rank), rank));
                }
            }
        }
        return futures;
    }

    /** DCE and CZCE combinations (class 3) and INE's trades at settlement (class 7). */
    List<Listing> combinations() {
        List<Listing> combinations = new ArrayList<>();
        for (int rank = 0; rank < 3; rank++) {
            for (Product product : products) {
                List<YearMonth> months = months(product);
                if (rank + 1 >= months.size()) {
                    continue;
                }
                String near = code(product, months.get(rank));
                String far = code(product, months.get(rank + 1));
                switch (product.exchange()) {
                    case "DCE" -> combinations.add(combination(product, months.get(rank), "SP " + near + "&" + far));
                    case "CZCE" -> combinations.add(combination(product, months.get(rank), "SPD " + near + "&" + far));
                    case "INE" -> {
                        if (product.code().equals("sc") || product.code().equals("lu")) {
                            combinations.add(tas(product, months.get(rank), near));
                        }
                    }
                    default -> {}
                }
            }
        }
        return combinations;
    }

    List<Listing> options() {
        List<OptionChain> chains = new ArrayList<>();
        for (Product product : products) {
            if (product.options() || product.indexOption()) {
                chains.add(new OptionChain(product, months(product), tradingDay));
            }
        }
        List<Listing> options = new ArrayList<>();
        for (int rank = 0; rank < OptionChain.LENGTH; rank++) {
            for (OptionChain chain : chains) {
                chain.addTo(options, rank);
            }
        }
        return options;
    }

    /** rb2601; CZCE's months have three digits: CF601. */
    static String code(Product product, YearMonth month) {
        int year = product.exchange().equals("CZCE") ? month.getYear() % 10 : month.getYear() % 100;
        return product.code()
                + (product.exchange().equals("CZCE") ? "" : year < 10 ? "0" : "")
                + year
                + (month.getMonthValue() < 10 ? "0" : "")
                + month.getMonthValue();
    }

    /** Futures expire on the 15th of their month or the trading day after it. */
    static LocalDate expiry(YearMonth month) {
        LocalDate day = month.atDay(15);
        return Timetable.isTradingDay(day) ? day : Timetable.nextTradingDay(day);
    }

    static String opened(LocalDate expiry) {
        return expiry.minusYears(1).format(DAY);
    }

    private List<YearMonth> months(Product product) {
        YearMonth first = YearMonth.from(tradingDay);
        return product.months().listed(expiry(first).isBefore(tradingDay) ? first.plusMonths(1) : first);
    }

    private static YearMonth busiestFirst(List<YearMonth> months, int rank) {
        return months.get(rank == 0 ? 1 : rank == 1 ? 0 : rank);
    }

    private Listing future(Product product, YearMonth month, int rank) {
        int nearness = Math.min(rank == 0 ? 1 : rank == 1 ? 0 : rank, ACTIVITY.length - 1);
        Contract contract =
                contract(product, month, '1', code(product, month), product.code(), product.name() + digits(month));
        return new Listing(
                contract, product.hours(), product.price() * (1 + 0.004 * rank), ACTIVITY[nearness], LOTS[nearness]);
    }

    private Listing combination(Product product, YearMonth month, String code) {
        Contract contract =
                contract(product, month, '3', code, product.code() + "&" + product.code(), product.name() + "跨期");
        return new Listing(contract, product.hours(), -product.price() * 0.004, 0.02, 0);
    }

    private Listing tas(Product product, YearMonth month, String code) {
        Contract contract =
                contract(product, month, '7', code + "TAS", product.code() + "_tas", product.name() + "TAS");
        return new Listing(contract, product.hours(), 0, 0.01, 0);
    }

    private static Contract contract(
            Product product, YearMonth month, char productClass, String code, String productId, String name) {
        LocalDate expiry = expiry(month);
        return new Contract(
                code,
                product.exchange(),
                productId,
                productClass,
                name,
                product.multiplier(),
                product.priceTick(),
                month.getYear(),
                month.getMonthValue(),
                opened(expiry),
                expiry.format(DAY),
                '1',
                true,
                '0',
                NO_STRIKE,
                productClass == '1' ? product.code() : "");
    }

    static String digits(YearMonth month) {
        return String.format("%02d%02d", month.getYear() % 100, month.getMonthValue());
    }
}
