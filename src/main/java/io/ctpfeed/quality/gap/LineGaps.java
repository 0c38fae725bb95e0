package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.LineSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Gaps of one line beside the others: its session broke, or it brings nothing while others bring what it carries too. While
 * nothing trades a session may break without a gap. The detector's thread.
 */
final class LineGaps {
    private final GapWatch watch;
    private final GapLines lines;
    private final LineSessions sessions;
    private final Coverage coverage;
    private final GapLog log;
    private final LostLots lots;
    private final List<State> states = new ArrayList<>();

    LineGaps(GapWatch watch, GapLines lines, LineSessions sessions, Coverage coverage, GapLog log, LostLots lots) {
        this.watch = watch;
        this.lines = lines;
        this.sessions = sessions;
        this.coverage = coverage;
        this.log = log;
        this.lots = lots;
    }

    /** What was seen of a line at the last look. */
    private static final class State {
        int logins;
        long heardAt;
        /** Of its last tick before its session broke; 0: it did not. */
        long downFrom;

        long upAt;
        Open disconnect;
        Open silence;
    }

    /** A gap, with what covers it. */
    private static final class Open {
        final String id;
        List<Integer> covers;
        LostLots.Before before;
        long heardAt;

        Open(String id) {
            this.id = id;
        }
    }

    /** @param trades whether anything trades now; asked only where it matters */
    void look(long now, GapSettings settings, BooleanSupplier trades) {
        while (states.size() < Math.min(GapWatch.MOST_LINES, lines.count())) {
            states.add(new State());
        }
        for (int line = 0; line < states.size(); line++) {
            State state = states.get(line);
            connection(line, state, now, trades);
            silence(line, state, now, settings);
            state.heardAt = watch.line(line).heardAt();
        }
        for (int line = 0; line < states.size(); line++) {
            covered(line, states.get(line).disconnect);
            covered(line, states.get(line).silence);
        }
    }

    /** Whether a line is in no gap of its own. */
    boolean isWhole(int line) {
        return line >= states.size() || states.get(line).downFrom == 0 && states.get(line).silence == null;
    }

    private void connection(int line, State state, long now, BooleanSupplier trades) {
        boolean up = sessions.isUp(line);
        int logins = sessions.logins(line);
        if (state.logins > 0 && (!up || logins != state.logins)) {
            state.upAt = 0;
            if (state.downFrom == 0) {
                state.downFrom = state.heardAt == 0 ? now : state.heardAt;
            }
        }
        state.logins = up ? logins : state.logins;
        if (state.downFrom == 0) {
            return;
        }
        if (up && state.upAt == 0) {
            state.upAt = now;
        }
        boolean trading = trades.getAsBoolean();
        if (state.disconnect == null && trading) {
            state.disconnect = open(Evidence.DISCONNECT, line, state.downFrom);
        }
        boolean back = up && lines.isComplete(line) && (watch.line(line).heardAt() >= state.upAt || !trading);
        if (back) {
            state.downFrom = 0;
            if (state.disconnect != null) {
                close(state.disconnect, now);
                state.disconnect = null;
            }
        }
    }

    private void silence(int line, State state, long now, GapSettings settings) {
        LinePulse pulse = watch.line(line);
        if (state.silence != null) {
            if (pulse.heardAt() > state.silence.heardAt || state.downFrom != 0) {
                close(state.silence, state.downFrom != 0 ? now : pulse.heardAt());
                state.silence = null;
            }
        } else if (state.downFrom == 0
                && pulse.owed() >= settings.lineSilentTicks()
                && now - pulse.owedSince() >= settings.lineSilent().toNanos()
                && coverage.isGood(line)) {
            state.silence =
                    open(Evidence.LINE_SILENT, line, pulse.heardAt() == 0 ? pulse.owedSince() : pulse.heardAt());
            state.silence.heardAt = pulse.heardAt();
        }
    }

    private Open open(Evidence evidence, int line, long from) {
        List<Integer> covers = coverage.others(line, this::isWhole);
        List<String> accounts = coverage.covering(line, covers);
        Open gap = new Open(log.open(evidence, List.of(lines.account(line)), from, coverage.carriedBy(line), accounts));
        gap.covers = covers;
        gap.before = accounts.isEmpty() ? lots.before() : null;
        return gap;
    }

    /** A line that covers a gap may break too: from then on consumers miss ticks. */
    private void covered(int line, Open gap) {
        if (gap == null || gap.before != null) {
            return;
        }
        List<Integer> left = gap.covers.stream()
                .filter(other -> coverage.isGood(other) && isWhole(other))
                .toList();
        if (left.size() < gap.covers.size()) {
            gap.covers = left;
            List<String> accounts = coverage.covering(line, left);
            log.put(log.get(gap.id).covered(accounts));
            gap.before = accounts.isEmpty() ? lots.before() : null;
        }
    }

    private void close(Open gap, long to) {
        GapRecord ended = log.get(gap.id).until(to);
        if (ended.visible()) {
            lots.estimate(ended, gap.before);
        } else {
            log.close(ended);
        }
    }
}
