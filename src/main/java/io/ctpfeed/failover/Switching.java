package io.ctpfeed.failover;

import io.ctpfeed.failover.SwitchFailedException.Kind;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.EventName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes another line active, whole or not at all: the target is checked, and brought up where it is cold, before the present
 * one is let go. Owns the state that is kept. The failover's thread only; the state may be read by any.
 */
final class Switching {
    private static final Logger LOG = LoggerFactory.getLogger(Switching.class);

    private final FailoverParts parts;
    private final Map<String, Line> lines;
    private final String firstChoice;
    private final LineHealth health;
    private final StateFile file;
    private final LineModes modes;
    private final ColdStart cold;
    private volatile FailoverState state;
    private volatile boolean ending;
    private boolean all;

    Switching(FailoverParts parts, Map<String, Line> lines, String firstChoice, LineHealth health) {
        this.parts = parts;
        this.lines = lines;
        this.firstChoice = firstChoice;
        this.health = health;
        this.file = new StateFile(parts.file());
        this.modes = new LineModes(lines);
        this.cold = new ColdStart(parts.sources(), health, parts.subscribe(), () -> ending);
        this.state = file.read()
                .filter(kept -> lines.containsKey(kept.active()))
                .orElseGet(() -> FailoverState.initial(firstChoice, Instant.now()));
        modes.set(state.active(), null, false);
    }

    FailoverState state() {
        return state;
    }

    LineModes modes() {
        return modes;
    }

    /** Who waits for a cold line waits no longer. */
    void end() {
        ending = true;
    }

    /** @param open accounts whose circuit is not closed */
    void open(Set<String> open) {
        state = state.withOpen(open);
        file.write(state);
    }

    /** @param all whether lines that stand by all go on */
    void all(boolean all) {
        this.all = all;
        set(null);
    }

    /**
     * @param sinceNanos when the cause began
     * @throws SwitchFailedException if it could not be done, after it was said; all is as before
     */
    Switched perform(String to, Reason reason, String why, long sinceNanos) throws SwitchFailedException {
        long decided = System.nanoTime();
        FailoverState before = state;
        String from = before.active();
        boolean wasOff = modes.mode(to) == LineMode.OFF;
        try {
            check(to);
            if (wasOff) {
                set(to);
                cold.bringUp(to, from, parts.settings().switchSeconds());
            }
            state = before.switched(to, Instant.now(), reason, why, reason.mayFlap())
                    .withOpen(state.open());
            set(null);
            verify(to, from, reason);
        } catch (SwitchFailedException e) {
            state = before.withOpen(state.open());
            set(null);
            LOG.warn("failover from {} to {} rolled back: {}", from, to, e.getMessage());
            parts.say(EventName.ROLLED_BACK, from, "to", to, "reason", reason.token(), "why", e.getMessage());
            throw e;
        }
        long done = System.nanoTime();
        file.write(state);
        if (lines.get(from).role() == Role.COLD) {
            set(from); // it stays connected until the other one is active
            cold.letGo(from);
            set(null);
        }
        return said(new Switched(
                from, to, to.equals(firstChoice), reason, why, millis(sinceNanos, decided), millis(sinceNanos, done)));
    }

    private Switched said(Switched what) {
        parts.listener().switched(what);
        parts.say(
                EventName.SWITCHED,
                what.to(),
                "from",
                what.from(),
                "to",
                what.to(),
                "direction",
                what.back() ? "back" : "over",
                "reason",
                what.reason().token(),
                "why",
                what.why(),
                "detectedMillis",
                what.detectedMillis(),
                "takenOverMillis",
                what.takenOverMillis());
        return what;
    }

    /** A target must be fit before the present line is let go. */
    private void check(String to) throws SwitchFailedException {
        if (parts.isHeld(to)) {
            throw new SwitchFailedException(
                    Kind.STOPPED, "account " + to + " was stopped by hand, or its route: start it first");
        }
        if (modes.mode(to) == LineMode.OFF) {
            return;
        }
        Optional<LineFailure> problem = health.check(to);
        if (problem.isPresent()) {
            throw new SwitchFailedException(
                    kind(to, problem.get()),
                    "account " + to + " does not work: " + problem.get().text());
        }
    }

    /** Where the line before still works, one that fails at once is given back. */
    private void verify(String to, String from, Reason reason) throws SwitchFailedException {
        Optional<LineFailure> problem = health.check(to);
        boolean mayReturn = reason == Reason.BY_HAND || reason == Reason.BACK;
        if (problem.isPresent() && mayReturn && health.check(from).isEmpty()) {
            throw new SwitchFailedException(
                    kind(to, problem.get()),
                    "account " + to + " failed at once: " + problem.get().text());
        }
    }

    private Kind kind(String account, LineFailure problem) {
        return switch (problem.reason()) {
            case LOGIN_REFUSED -> Kind.CREDENTIALS;
            case NOT_SUBSCRIBED -> Kind.COVERAGE;
            default -> parts.sources().source(account).state() == SourceState.READY ? Kind.FAILED : Kind.UNREACHABLE;
        };
    }

    private void set(String starting) {
        modes.set(state.active(), starting, all);
        parts.listener().lineupChanged();
    }

    private static long millis(long from, long to) {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, to - from));
    }
}
