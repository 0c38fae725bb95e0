package io.ctpfeed.subscription;

import io.ctpfeed.tick.Contract;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an account should have subscribed on a trading day, and what was left out. Immutable.
 *
 * @param contracts chosen, by their codes in order
 * @param leftOut how many were left out, by reason; a reason that left out none is not there
 */
public record ShouldList(List<Contract> contracts, Map<LeftOut, Integer> leftOut) {
    public ShouldList {
        contracts = List.copyOf(contracts);
        leftOut = Collections.unmodifiableMap(new EnumMap<>(leftOut));
    }

    /** Why a contract is not on the list; the first that holds. */
    public enum LeftOut {
        EXPIRED,
        NOT_YET_LISTED,
        EXCLUDED,
        OTHER_SHARE;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param tradingDay null where it is not known: nothing is left out for its dates */
    public static ShouldList of(Collection<Contract> known, ShouldListRules rules, Share share, LocalDate tradingDay) {
        String day = tradingDay == null ? "" : tradingDay.format(DateTimeFormatter.BASIC_ISO_DATE);
        List<Contract> chosen = new ArrayList<>(known.size());
        Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
        for (Contract contract : known) {
            LeftOut reason = reason(contract, rules, share, day);
            if (reason == null) {
                chosen.add(contract);
            } else {
                leftOut.merge(reason, 1, Integer::sum);
            }
        }
        chosen.sort(Comparator.comparing(Contract::instrumentId));
        return new ShouldList(chosen, leftOut);
    }

    public List<String> codes() {
        return contracts.stream().map(Contract::instrumentId).toList();
    }

    public int leftOut(LeftOut reason) {
        return leftOut.getOrDefault(reason, 0);
    }

    /** In words: {@code 1200 contracts, left out: 3 expired, 1197 other share}. */
    public String text() {
        List<String> reasons = leftOut.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey().text())
                .toList();
        return contracts.size() + " contracts" + (reasons.isEmpty() ? "" : ", left out: " + String.join(", ", reasons));
    }

    private static LeftOut reason(Contract contract, ShouldListRules rules, Share share, String day) {
        if (!day.isEmpty() && isExpired(contract, day)) {
            return LeftOut.EXPIRED;
        }
        if (!day.isEmpty() && isToCome(contract, day)) {
            return LeftOut.NOT_YET_LISTED;
        }
        if (!rules.includes(contract)) {
            return LeftOut.EXCLUDED;
        }
        return share.holds(contract.instrumentId()) ? null : LeftOut.OTHER_SHARE;
    }

    /**
     * A date counts before CTP's InstLifePhase, which in a list of yesterday is yesterday's.
     *
     * @param day yyyyMMdd
     */
    static boolean isExpired(Contract contract, String day) {
        String last = contract.expireDate();
        return last.isEmpty() ? contract.lifePhase() == '3' : last.compareTo(day) < 0;
    }

    private static boolean isToCome(Contract contract, String day) {
        String first = contract.openDate();
        return first.isEmpty() ? contract.lifePhase() == '0' : first.compareTo(day) > 0;
    }
}
