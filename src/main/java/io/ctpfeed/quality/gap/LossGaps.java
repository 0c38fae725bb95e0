package io.ctpfeed.quality.gap;

import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * Gaps that other parts of the feed tell of, as events: a full ring, failed ticks, a journal that is full. What follows
 * within three seconds is one gap. The detector's thread.
 */
final class LossGaps {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** Losses are told of once a second: it may be that old. */
    private static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Instruments instruments;
    private final GapLines lines;
    private final Coverage coverage;
    private final GapLog log;
    private final Map<String, Open> open = new HashMap<>();

    LossGaps(Instruments instruments, GapLines lines, Coverage coverage, GapLog log) {
        this.instruments = instruments;
        this.lines = lines;
        this.coverage = coverage;
        this.log = log;
    }

    private static final class Open {
        final String id;
        long until;

        Open(String id) {
            this.id = id;
        }
    }

    /** @param event of kind gap, of a loss; @param whole whether a line is in no gap of its own */
    void lost(FeedEvent event, IntPredicate whole) {
        Evidence evidence = Evidence.of(event.name());
        long at = GapRecord.nanos(event.at());
        Open gap = open.computeIfAbsent(event.name() + ' ' + event.source(), key -> begin(evidence, event, at, whole));
        gap.until = at;
        if (event.details().get("ticks") instanceof Number ticks) {
            log.put(log.get(gap.id).moreTicks(ticks.longValue()));
        }
    }

    void look(long now) {
        open.values().removeIf(gap -> {
            boolean over = now - gap.until >= QUIET_NANOS;
            if (over) {
                log.close(log.get(gap.id).until(gap.until));
            }
            return over;
        });
    }

    private Open begin(Evidence evidence, FeedEvent event, long at, IntPredicate whole) {
        int line = line(event.source());
        Affected affected = new Affected();
        List<String> covering = List.of();
        if (event.details().get("instruments") instanceof Collection<?> names) {
            names.forEach(name -> affected.add(instruments.of(name.toString())));
        } else if (evidence == Evidence.RING_OVERFLOW && line >= 0) {
            covering = coverage.covering(line, coverage.others(line, whole));
            Affected all = coverage.carriedBy(line);
            return new Open(log.open(evidence, lines(event), at - TOLD_NANOS, all, covering));
        }
        long from = event.details().get("from") instanceof String text ? GapRecord.nanos(text) : at - TOLD_NANOS;
        return new Open(log.open(evidence, lines(event), from, affected, covering));
    }

    private static List<String> lines(FeedEvent event) {
        return event.source().isEmpty() ? List.of() : List.of(event.source());
    }

    private int line(String account) {
        for (int line = 0; line < lines.count(); line++) {
            if (lines.account(line).equals(account)) {
                return line;
            }
        }
        return -1;
    }
}
