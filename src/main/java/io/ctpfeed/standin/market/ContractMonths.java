package io.ctpfeed.standin.market;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which delivery months an exchange lists of a product. */
enum ContractMonths {
    ALL(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    ODD(1, 3, 5, 7, 9, 11),
    EVEN(2, 4, 6, 8, 10, 12),
    MEAL(1, 3, 5, 7, 8, 9, 11, 12),
    RUBBER(1, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    /** This month, the next, and the two quarters' ends that follow. */
    INDEX,
    /** Three quarters' ends. */
    QUARTERS,
    /** Three months in a row and three quarters' ends. */
    INDEX_OPTION;

    private final int[] months;

    ContractMonths(int... months) {
        this.months = months;
    }

    /** The months listed when {@code first} is the nearest that still trades, nearest first. */
    List<YearMonth> listed(YearMonth first) {
        return switch (this) {
            case INDEX -> nearAndQuarters(first, 2, 2);
            case QUARTERS -> nearAndQuarters(first, 0, 3);
            case INDEX_OPTION -> nearAndQuarters(first, 3, 3);
            default -> ofTheYear(first);
        };
    }

    private List<YearMonth> ofTheYear(YearMonth first) {
        List<YearMonth> listed = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            YearMonth month = first.plusMonths(i);
            for (int m : months) {
                if (m == month.getMonthValue()) {
                    listed.add(month);
                }
            }
        }
        return listed;
    }

    private static List<YearMonth> nearAndQuarters(YearMonth first, int near, int quarters) {
        TreeSet<YearMonth> listed = new TreeSet<>();
        for (int i = 0; i < near; i++) {
            listed.add(first.plusMonths(i));
        }
        YearMonth month = first.plusMonths(near);
        for (int found = 0; found < quarters; month = month.plusMonths(1)) {
            if (month.getMonthValue() % 3 == 0) {
                listed.add(month);
                found++;
            }
        }
        return List.copyOf(listed);
    }
}
