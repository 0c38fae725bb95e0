package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.arbitration.Arbitration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gaps of a line that brings less than before of what the others bring. Its ticks are proven to be missing there, and to be
 * out: consumers see nothing of them. The detector's thread, once a second.
 */
final class OneSidedGaps {
    /** A miss is known when the line is past it, or its memory is: so long before. */
    private static final long KNOWN_AFTER_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Arbitration arbitration;
    private final GapLines lines;
    private final GapLog log;
    private volatile List<MissedTicks> missed = List.of();
    private final List<String> open = new ArrayList<>();

    OneSidedGaps(Arbitration arbitration, GapLines lines, GapLog log) {
        this.arbitration = arbitration;
        this.lines = lines;
        this.log = log;
    }

    /** Since the start; any thread. */
    double ratio(int line) {
        List<MissedTicks> known = missed;
        return line < known.size() ? known.get(line).ratio() : 0;
    }

    void look(long now, GapSettings settings) {
        while (missed.size() < lines.count()) {
            List<MissedTicks> more = new ArrayList<>(missed);
            more.add(new MissedTicks(arbitration, missed.size()));
            open.add(null);
            missed = more;
        }
        for (int line = 0; line < missed.size(); line++) {
            look(line, missed.get(line), now, settings);
        }
    }

    private void look(int line, MissedTicks ticks, long now, GapSettings settings) {
        long before = ticks.missedLately();
        ticks.look(open.get(line) == null);
        String id = open.get(line);
        if (id == null && ticks.isUnusual(settings.missedRatio())) {
            long from = now - TimeUnit.SECONDS.toNanos(MissedTicks.WINDOW_SECONDS) - KNOWN_AFTER_NANOS;
            id = log.open(Evidence.ONE_SIDED, List.of(lines.account(line)), from, new Affected(), others(line));
            open.set(line, id);
            log.put(log.get(id).moreTicks(ticks.missedLately()));
        } else if (id != null) {
            log.put(log.get(id).moreTicks(Math.max(0, ticks.missedLately() - before)));
            if (ticks.lately() < settings.missedRatio() / 2) {
                log.close(log.get(id).until(now));
                open.set(line, null);
            }
        }
    }

    private List<String> others(int line) {
        List<String> others = new ArrayList<>();
        for (int other = 0; other < lines.count(); other++) {
            if (other != line && lines.isWanted(other)) {
                others.add(lines.account(other));
            }
        }
        return others;
    }
}
