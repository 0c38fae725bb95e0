package io.ctpfeed.drill;

import java.util.List;

/**
 * What a simulated fortnight found.
 *
 * @param from first trading day, yyyy-MM-dd
 * @param until last trading day
 * @param ticks published
 * @param restarts that happened
 * @param checkpoints that were looked at
 * @param opens at which the coverage was looked at
 * @param reports written
 * @param withheld the instrument whose tick was withheld on purpose; empty: none was
 * @param failures what was not as it should be, with its moment; empty: all is well
 */
public record FortnightResult(
        String from,
        String until,
        int instruments,
        long ticks,
        int restarts,
        int checkpoints,
        int opens,
        int reports,
        String withheld,
        List<String> failures) {

    public boolean passed() {
        return failures.isEmpty();
    }
}
