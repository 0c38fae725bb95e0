package io.ctpfeed.subscription;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@link Recovery} tried for one account, which owns it. Times in nanoseconds since 1970, UTC. */
final class AccountTries {
    final Deque<Long> restarts = new ArrayDeque<>();
    final Map<String, InstrumentTries> instruments = new HashMap<>();
    int failed;
    long lastAt;
    long nextAt;
    boolean held;
    boolean escalated;
    boolean instrumentsHeld;

    /** What was tried for one instrument. */
    static final class InstrumentTries {
        LocalDate day;
        int tries;
        long nextAt;
        /** 0: it is not. */
        long missingSince;

        boolean escalated;
        /** What was wrong with it last: it is subscribed, and silent. */
        boolean silent;
    }

    /**
     * As it was kept. A clock that was set back meanwhile must neither hold it up nor free it of its limits: what lies ahead
     * counts as of now.
     *
     * @param longestPause nanoseconds
     */
    static AccountTries of(RecoveryHistory.Account kept, long now, long longestPause) {
        AccountTries tries = new AccountTries();
        kept.restarts().forEach(at -> tries.restarts.addLast(Math.min(at, now)));
        tries.failed = kept.failed();
        tries.lastAt = Math.min(kept.lastAt(), now);
        tries.nextAt = Math.min(kept.nextAt(), now + longestPause);
        tries.held = kept.held();
        tries.escalated = kept.escalated();
        tries.instrumentsHeld = kept.instrumentsHeld();
        kept.instruments().forEach((code, each) -> {
            InstrumentTries instrument = new InstrumentTries();
            instrument.day = LocalDate.parse(each.day());
            instrument.tries = each.tries();
            instrument.nextAt = Math.min(each.nextAt(), now + longestPause);
            instrument.escalated = each.escalated();
            tries.instruments.put(code, instrument);
        });
        return tries;
    }

    RecoveryHistory.Account history() {
        Map<String, RecoveryHistory.Instrument> tried = new TreeMap<>();
        instruments.forEach((code, each) -> {
            if (each.tries > 0) {
                tried.put(
                        code,
                        new RecoveryHistory.Instrument(each.day.toString(), each.tries, each.nextAt, each.escalated));
            }
        });
        return new RecoveryHistory.Account(
                List.copyOf(restarts), failed, lastAt, nextAt, held, escalated, instrumentsHeld, tried);
    }

    /** Whether nothing is to be remembered. */
    boolean isBlank() {
        return restarts.isEmpty()
                && failed == 0
                && instruments.values().stream().allMatch(each -> each.tries == 0);
    }
}
