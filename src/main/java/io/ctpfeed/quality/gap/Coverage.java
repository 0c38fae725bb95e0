package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.LineSessions;
import io.ctpfeed.tick.Instruments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Which lines bring what another should bring. The detector's thread. */
final class Coverage {
    private final Instruments instruments;
    private final GapWatch watch;
    private final GapLines lines;
    private final LineSessions sessions;

    Coverage(Instruments instruments, GapWatch watch, GapLines lines, LineSessions sessions) {
        this.instruments = instruments;
        this.watch = watch;
        this.lines = lines;
        this.sessions = sessions;
    }

    /** What a line has brought so far. */
    Affected carriedBy(int line) {
        Affected affected = new Affected();
        for (int index = 0; index < instruments.size(); index++) {
            if ((watch.linesOf(index) & 1 << line) != 0) {
                affected.add(instruments.get(index));
            }
        }
        return affected;
    }

    /** The other lines that bring something now. @param whole whether a line is in no gap of its own */
    List<Integer> others(int line, IntPredicate whole) {
        List<Integer> others = new ArrayList<>();
        for (int other = 0; other < lines.count(); other++) {
            if (other != line && isGood(other) && whole.test(other)) {
                others.add(other);
            }
        }
        return others;
    }

    boolean isGood(int line) {
        return sessions.isUp(line) && lines.isWanted(line) && lines.isComplete(line);
    }

    /** Accounts of those lines if together they bring all that the line brought; else none. */
    List<String> covering(int line, List<Integer> others) {
        int bits = 0;
        for (int other : others) {
            bits |= 1 << other;
        }
        for (int index = 0; index < instruments.size(); index++) {
            int carriers = watch.linesOf(index);
            if ((carriers & 1 << line) != 0 && (carriers & bits) == 0) {
                return List.of();
            }
        }
        return others.stream().map(lines::account).toList();
    }
}
