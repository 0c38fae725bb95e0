package io.ctpfeed.service.duty;

import io.ctpfeed.ops.DutyMetrics;
import io.ctpfeed.session.MarketTime;
import java.time.Duration;
import java.time.LocalDateTime;

/** Checkpoints that were due and did not take place: the timer, its route or the service's threads hang. Any thread. */
final class Overdue {
    private static final Duration LOOKED_BACK = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(2);
    /** Triggers are not asked more often: a scrape comes every few seconds. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final DutyRoster roster;
    private final DutyMetrics metrics;
    private final LocalDateTime began = MarketTime.localNow();
    private LocalDateTime counted = LocalDateTime.MIN;
    private long overdue;

    Overdue(DutyRoster roster, DutyMetrics metrics) {
        this.roster = roster;
        this.metrics = metrics;
    }

    /** Of the last hour, since the start. */
    synchronized long checkpoints() {
        LocalDateTime now = MarketTime.localNow();
        if (Duration.between(counted, now).abs().compareTo(FRESH) >= 0) {
            counted = now;
            overdue = count(now);
        }
        return overdue;
    }

    private long count(LocalDateTime now) {
        LocalDateTime from = now.minus(LOOKED_BACK).isAfter(began) ? now.minus(LOOKED_BACK) : began;
        LocalDateTime until = now.minus(GRACE);
        return !until.isAfter(from)
                ? 0
                : roster.dueBetween(from, until).stream()
                        .filter(due -> due.duty() == Duty.CHECKPOINT && !isDone(due))
                        .count();
    }

    private boolean isDone(Due due) {
        LocalDateTime at = metrics.checkpointAt(Checkpoints.name(due.at()));
        return at != null && !at.isBefore(due.at());
    }
}
