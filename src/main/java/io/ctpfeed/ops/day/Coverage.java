package io.ctpfeed.ops.day;

import io.ctpfeed.source.SourceStatus;
import java.util.Collection;

/** Instruments over all accounts: wanted, and of those acknowledged, ticking and rejected in the present sessions. */
public record Coverage(int wanted, int acknowledged, int ticking, int rejected) {
    public static final Coverage NONE = new Coverage(0, 0, 0, 0);

    static Coverage of(Collection<SourceStatus> accounts) {
        Coverage sum = NONE;
        for (SourceStatus account : accounts) {
            sum = new Coverage(
                    sum.wanted + account.wanted(),
                    sum.acknowledged + account.acknowledged(),
                    sum.ticking + account.ticking(),
                    sum.rejected + account.rejected());
        }
        return sum;
    }
}
