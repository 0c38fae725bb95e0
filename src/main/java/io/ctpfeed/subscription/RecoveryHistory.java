package io.ctpfeed.subscription;

import java.util.List;
import java.util.Map;

/**
 * What {@link Recovery} remembers, so that its limits hold over restarts of the service. Immutable; times in nanoseconds since
 * 1970, UTC.
 *
 * @param accounts by name; those for which nothing was tried are left out
 */
public record RecoveryHistory(Map<String, Account> accounts) {
    public static final RecoveryHistory NONE = new RecoveryHistory(Map.of());

    /**
     * Of one account.
     *
     * @param restarts when, in order
     * @param failed restarts that did not help, since it ticked last
     * @param lastAt when it was restarted last
     * @param nextAt before this it is not restarted again
     * @param held whether it was said that a limit forbids another restart
     * @param instrumentsHeld likewise another request for instruments
     * @param instruments by code; those never asked for again are left out
     */
    public record Account(
            List<Long> restarts,
            int failed,
            long lastAt,
            long nextAt,
            boolean held,
            boolean escalated,
            boolean instrumentsHeld,
            Map<String, Instrument> instruments) {}

    /** Of one instrument. @param day yyyy-MM-dd, on which the tries count */
    public record Instrument(String day, int tries, long nextAt, boolean escalated) {}
}
