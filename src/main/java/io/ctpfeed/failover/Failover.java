package io.ctpfeed.failover;

import io.ctpfeed.failover.FailoverStatus.LineStatus;
import io.ctpfeed.failover.SwitchFailedException.Kind;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.tick.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Decides which line is active. Of several hot lines all make the stream, and the active one is a name for people; a line
 * that stands by takes over with what it has kept; a cold one is brought up first. What is decided is kept in a file, and
 * that is the truth: circuit breakers are set by it.
 *
 * <p>Probes tell of each line several times a second, on any thread; nothing waits there. What is decided is done on one
 * thread, {@code failover}, one after the other.
 */
public final class Failover implements AutoCloseable {
    private final FailoverParts parts;
    private final Map<String, Line> lines;
    private final String firstChoice;
    private final LineHealth health;
    private final Switching switching;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
    /** Cold lines that did not come up, and why: not tried again by itself before that time. */
    private final Map<String, Long> coldUntil = new ConcurrentHashMap<>();

    private final AtomicBoolean saidNoTarget = new AtomicBoolean();
    private final AtomicBoolean saidFlapping = new AtomicBoolean();
    private final OneThread thread = new OneThread();

    /** With the state that was kept, where it still fits. */
    public Failover(FailoverParts parts) {
        this.parts = parts;
        this.lines = FailoverParts.standIns(parts.lines(), parts.firstChoice());
        this.firstChoice = lines.keySet().iterator().next();
        this.health = parts.health(List.copyOf(lines.keySet()));
        this.switching = new Switching(parts, lines, firstChoice, health);
        switching.state().open().forEach(account -> circuits.put(account, Circuit.OPEN));
        parts.listen(lines.keySet(), health);
    }

    public Lineup lineup() {
        return switching.modes();
    }

    /** Whether probes should look at it now: it may be active, is meant to be connected and has had time to come up. */
    public boolean isWatched(String account) {
        return lines.size() > 1 && lines.containsKey(account) && isMeantToWork(account) && !health.isStarting(account);
    }

    /**
     * What a probe asks of a line that is logged in.
     *
     * @throws LineFailedException if it does not work all the same
     */
    public void examine(String account) throws LineFailedException {
        Optional<LineFailure> failure = health.check(account);
        if (failure.isPresent()) {
            throw new LineFailedException(account, failure.get());
        }
    }

    /** How a line's circuit should stand, by what is known: for a breaker that is new. */
    public Circuit circuit(String account) {
        return told(account) == Circuit.CLOSED ? Circuit.CLOSED : Circuit.OPEN;
    }

    /** Told after each probe of a watched line how its circuit stands; decides, and has it done elsewhere. */
    public void decide(String account, Circuit circuit) {
        if (!lines.containsKey(account)) {
            return;
        }
        Circuit before = circuits.put(account, circuit);
        if (circuit != Circuit.HALF_OPEN && before != circuit && !(before == null && circuit == Circuit.CLOSED)) {
            circuitChanged(account, before, circuit);
        }
        calmDown();
        FailoverState now = switching.state();
        boolean isActive = account.equals(now.active());
        if (isActive && circuit == Circuit.OPEN) {
            leave(account);
        } else if (isActive && circuit == Circuit.CLOSED) {
            saidNoTarget.set(false);
        } else if (account.equals(firstChoice) && circuit == Circuit.CLOSED && mayGoBack(now)) {
            thread.tell(this::goBack);
        }
    }

    /**
     * Makes another line active because somebody asked for it, and waits for that. It stays until somebody takes it back,
     * or it fails.
     *
     * @param account which; null: the next best
     * @return null if it is active already
     * @throws SwitchFailedException if it cannot be; all is as before
     */
    public Switched byHand(String account) throws SwitchFailedException, InterruptedException {
        String to = account == null ? next() : account;
        if (!lines.containsKey(to)) {
            throw new SwitchFailedException(
                    Kind.UNKNOWN,
                    "account " + to + " cannot be active; there are " + String.join(", ", lines.keySet()));
        }
        return thread.await(() -> {
            coldUntil.remove(to);
            return to.equals(switching.state().active())
                    ? null
                    : switching.perform(to, Reason.BY_HAND, "asked for by hand", System.nanoTime());
        });
    }

    /** Makes the first choice active again, and waits for that. See {@link #byHand}. */
    public Switched back() throws SwitchFailedException, InterruptedException {
        return thread.await(() -> firstChoice.equals(switching.state().active()) ? null : goBackByHand());
    }

    public FailoverStatus status() {
        FailoverState now = switching.state();
        List<LineStatus> each = lines.values().stream()
                .map(line -> new LineStatus(
                        line.account(),
                        line.role(),
                        lineup().mode(line.account()),
                        told(line.account()),
                        problem(line.account())))
                .toList();
        return new FailoverStatus(
                now.active(), now.since(), now.reason(), now.why(), now.byHand(), firstChoice, isFlapping(), each);
    }

    @Override
    public void close() {
        switching.end();
        thread.close();
    }

    /** A cold line is connected while it is active, or on its way to that. */
    private boolean isMeantToWork(String account) {
        return lines.get(account).role() != Role.COLD
                || account.equals(switching.state().active());
    }

    /** What nobody uses has nothing wrong. */
    private Circuit told(String account) {
        return lines.containsKey(account) && isMeantToWork(account)
                ? circuits.getOrDefault(account, Circuit.CLOSED)
                : Circuit.CLOSED;
    }

    private String problem(String account) {
        if (!isWatched(account)) {
            return "";
        }
        return health.check(account).map(LineFailure::text).orElse("");
    }

    private void leave(String active) {
        LineFailure failure = health.check(active)
                .orElseGet(() -> new LineFailure(Reason.PROBE_FAILED, "a probe failed", System.nanoTime()));
        if (failure.reason().mayFlap() && isFlapping()) {
            stay(active);
            return;
        }
        Optional<String> target = lines.keySet().stream()
                .filter(account -> !account.equals(active))
                .filter(this::mayTakeOver)
                .findFirst();
        if (target.isPresent()) {
            thread.tell(() -> takeOver(active, target.get(), failure));
        } else if (!saidNoTarget.getAndSet(true)) {
            parts.say(EventName.NO_TARGET, active, "reason", failure.reason().token(), "why", failure.text());
        }
    }

    private boolean mayTakeOver(String account) {
        if (parts.isHeld(account)) {
            return false;
        }
        if (lineup().mode(account) == LineMode.OFF) {
            Long until = coldUntil.get(account);
            return until == null || System.nanoTime() - until > 0;
        }
        return circuit(account) == Circuit.CLOSED
                && !health.isStarting(account)
                && health.check(account).isEmpty();
    }

    private void takeOver(String from, String to, LineFailure failure) {
        if (!from.equals(switching.state().active())) {
            return; // somebody was quicker
        }
        try {
            switching.perform(to, failure.reason(), failure.text(), failure.sinceNanos());
            saidNoTarget.set(false);
        } catch (SwitchFailedException e) {
            // An account with wrong credentials is locked by trying: it waits for an operator.
            long pause = e.kind() == Kind.CREDENTIALS ? Long.MAX_VALUE / 2 : parts.coldPauseNanos();
            coldUntil.put(to, System.nanoTime() + pause);
        }
    }

    private void goBack() {
        if (!mayGoBack(switching.state())) {
            return; // somebody was quicker
        }
        try {
            switching.perform(firstChoice, Reason.BACK, "the first choice works again", System.nanoTime());
        } catch (SwitchFailedException e) {
            // said; tried again when it has been good for long enough once more
        }
    }

    private Switched goBackByHand() throws SwitchFailedException {
        return switching.perform(firstChoice, Reason.BACK, "taken back by hand", System.nanoTime());
    }

    private boolean mayGoBack(FailoverState now) {
        FailoverSettings limits = parts.settings();
        return !now.active().equals(firstChoice)
                && !now.byHand()
                && !isFlapping()
                && health.goodNanos(firstChoice) >= limits.backAfterSeconds() * 1_000_000_000L
                && !parts.sessions().isBeginning(limits.backNotBeforeMinutes());
    }

    private boolean isFlapping() {
        return switching.state().failoversLately(Instant.now()).size()
                >= parts.settings().mostAnHour();
    }

    /** Lines that stand by all go on from now: nothing is missed, whichever of them works. */
    private void stay(String active) {
        if (!saidFlapping.getAndSet(true)) {
            parts.say(
                    EventName.FLAPPING,
                    active,
                    "failoversAnHour",
                    parts.settings().mostAnHour());
            thread.queue(() -> switching.all(true));
        }
    }

    private void calmDown() {
        if (saidFlapping.get() && !isFlapping() && saidFlapping.getAndSet(false)) {
            parts.say(EventName.CALM, switching.state().active());
            thread.queue(() -> switching.all(false));
        }
    }

    private void circuitChanged(String account, Circuit before, Circuit now) {
        if (now == Circuit.OPEN && before == Circuit.HALF_OPEN) {
            return; // it was open all the time
        }
        String problem = health.check(account).map(LineFailure::text).orElse("");
        parts.say(now == Circuit.OPEN ? EventName.CIRCUIT_OPEN : EventName.CIRCUIT_CLOSED, account, "why", problem);
        thread.queue(() -> switching.open(open()));
    }

    private Set<String> open() {
        return lines.keySet().stream()
                .filter(account -> told(account) != Circuit.CLOSED)
                .collect(Collectors.toSet());
    }

    /** The best line that is not active. */
    private String next() throws SwitchFailedException {
        String active = switching.state().active();
        return lines.keySet().stream()
                .filter(account -> !account.equals(active))
                .filter(this::mayTakeOver)
                .findFirst()
                .orElseThrow(() -> new SwitchFailedException(
                        Kind.UNREACHABLE, "no other line works: " + active + " stays active; see ./ctpfeed status"));
    }
}
