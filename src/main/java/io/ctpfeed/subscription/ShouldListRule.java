package io.ctpfeed.subscription;

import io.ctpfeed.tick.Contract;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule of config/contracts.yaml. Immutable.
 *
 * @param exchanges, products, classes, patterns any of them; empty: whatever it is
 * @param delivery null: whatever it is
 * @param idle what is said of the rule where it matches nothing
 */
record ShouldListRule(
        boolean include,
        Set<String> exchanges,
        Set<String> products,
        Set<Character> classes,
        Months delivery,
        List<Pattern> patterns,
        String idle) {

    /** @param from, to null: open */
    record Months(YearMonth from, YearMonth to) {
        boolean hold(Contract contract) {
            int month = contract.deliveryMonth();
            if (month < 1 || month > 12) {
                return false; // combinations have none
            }
            YearMonth delivery = YearMonth.of(contract.deliveryYear(), month);
            return (from == null || !delivery.isBefore(from)) && (to == null || !delivery.isAfter(to));
        }
    }

    boolean matches(Contract contract) {
        return (exchanges.isEmpty() || exchanges.contains(contract.exchangeId()))
                && (products.isEmpty() || products.contains(contract.productId()))
                && (classes.isEmpty() || classes.contains(contract.productClass()))
                && (delivery == null || delivery.hold(contract))
                && (patterns.isEmpty()
                        || patterns.stream().anyMatch(pattern -> pattern.matcher(contract.instrumentId())
                                .matches()));
    }
}
