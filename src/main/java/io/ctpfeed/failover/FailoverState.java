package io.ctpfeed.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is kept of failover, over restarts. Immutable.
 *
 * @param active the account that is active
 * @param since when it became so
 * @param reason why, one of {@link Reason}'s tokens; empty: it is the first choice and always was
 * @param why the same in words
 * @param byHand whether somebody decided it: then it is not taken back by itself
 * @param failovers when the active line was left for a fault, within the last hour
 * @param open accounts whose circuit is not closed
 */
public record FailoverState(
        String active,
        Instant since,
        String reason,
        String why,
        boolean byHand,
        List<Instant> failovers,
        Set<String> open) {

    /** The time in which failovers are counted. */
    private static final Duration HOUR = Duration.ofHours(1);

    static FailoverState initial(String active, Instant now) {
        return new FailoverState(active, now, "", "", false, List.of(), Set.of());
    }

    FailoverState switched(String to, Instant now, Reason for_, String words, boolean counts) {
        List<Instant> moves = new ArrayList<>(failoversLately(now));
        if (counts) {
            moves.add(now);
        }
        return new FailoverState(to, now, for_.token(), words, for_ == Reason.BY_HAND, List.copyOf(moves), open);
    }

    FailoverState withOpen(Set<String> accounts) {
        return new FailoverState(active, since, reason, why, byHand, failovers, Set.copyOf(accounts));
    }

    /** Those of the hour before. */
    List<Instant> failoversLately(Instant now) {
        Instant from = now.minus(HOUR);
        return failovers.stream().filter(at -> at.isAfter(from)).toList();
    }
}
