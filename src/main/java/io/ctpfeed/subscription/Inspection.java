package io.ctpfeed.subscription;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What should be subscribed against what is, at one moment. Immutable.
 *
 * @param at when, by the process's clock
 * @param total of all accounts
 * @param exchanges by exchange
 * @param products by exchange and product
 */
public record Inspection(
        Instant at, Coverage total, List<Coverage> exchanges, List<Coverage> products, List<AccountFindings> accounts) {
    private static final int UNREACHABLE = 4;
    private static final int COVERAGE = 5;
    private static final int PARTLY_FAILED = 7;

    static Inspection of(Instant at, List<Coverage> products, List<AccountFindings> accounts) {
        Map<String, Coverage> exchanges = new LinkedHashMap<>();
        Coverage total = Coverage.none("", "");
        for (Coverage product : products) {
            exchanges.merge(
                    product.exchange(), Coverage.none(product.exchange(), "").plus(product), Coverage::plus);
            total = total.plus(product);
        }
        return new Inspection(at, total, List.copyOf(exchanges.values()), products, accounts);
    }

    /** The same with the findings of these accounts alone. */
    public Inspection of(Predicate<String> account) {
        return new Inspection(
                at,
                total,
                exchanges,
                products,
                accounts.stream().filter(each -> account.test(each.account())).toList());
    }

    /**
     * As of ctpfeed's commands: 4 an account is away that nobody stopped, 5 coverage below threshold, 7 something is
     * refused, missing, silent, subscribed though on no list, or stopped or unsubscribed by hand; the first of them; 0 all is
     * well.
     */
    public int exitCode(double thresholdPercent) {
        if (accounts.stream().anyMatch(AccountFindings::unreachable)) {
            return UNREACHABLE;
        }
        if (total.should() == 0 || total.percent() < thresholdPercent) {
            return COVERAGE;
        }
        return accounts.stream().allMatch(AccountFindings::good) ? 0 : PARTLY_FAILED;
    }
}
