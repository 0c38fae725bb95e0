package io.ctpfeed.subscription;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.session.TradingCalendar;
import io.ctpfeed.subscription.AccountTries.InstrumentTries;
import io.ctpfeed.tick.WallClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Decides what to do about what an inspection found, within limits that no front can mistake for a storm: it remembers
 * what was tried, when, and how often. It does nothing itself. Any thread, one decision at a time; the process's clock.
 *
 * <p>An account that is not logged in is left to its own tries, one that an operator stopped is left alone. What the front
 * refused is not asked for again. Many silent instruments at once are the market's or the account's silence, not theirs.
 */
public final class Recovery {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int MOST_DOUBLINGS = 12;
    /** So many silent instruments, or a tenth of what is subscribed, are asked for again. */
    private static final int FEW = 20;

    private final Map<String, AccountTries> accounts = new HashMap<>();

    public Recovery() {
        this(RecoveryHistory.NONE);
    }

    /** Goes on from what an earlier one remembered. */
    public Recovery(RecoveryHistory history) {
        long now = WallClock.epochNanos();
        history.accounts()
                .forEach((account, kept) -> accounts.put(account, AccountTries.of(kept, now, LONGEST_PAUSE_NANOS)));
    }

    /** What it remembers now. */
    public synchronized RecoveryHistory history() {
        Map<String, RecoveryHistory.Account> history = new TreeMap<>();
        accounts.forEach((account, tries) -> {
            if (!tries.isBlank()) {
                history.put(account, tries.history());
            }
        });
        return new RecoveryHistory(history);
    }

    /**
     * What to do now; it counts as done.
     *
     * @param busy accounts with a subscription under way: their instruments are waited for
     * @param byHand at once, without the pauses; the limits hold
     */
    public synchronized List<RecoveryAction> decide(
            Inspection inspection, Set<String> busy, RecoveryLimits limits, boolean byHand) {
        long now = WallClock.epochNanos();
        List<RecoveryAction> actions = new ArrayList<>();
        for (AccountFindings found : inspection.accounts()) {
            AccountTries tries = accounts.computeIfAbsent(found.account(), name -> new AccountTries());
            if (!found.ready() || found.stoppedByHand()) {
                tries.instruments.values().forEach(each -> each.missingSince = 0);
            } else if (isSilent(found, limits)) {
                restart(found, tries, limits, byHand, now, actions);
            } else {
                ticksAgain(found, tries, limits, now);
                if (!busy.contains(found.account())) {
                    resubscribe(found, tries, limits, byHand, now, actions);
                }
            }
        }
        return actions;
    }

    private static boolean isSilent(AccountFindings found, RecoveryLimits limits) {
        long limit = TimeUnit.SECONDS.toMillis(limits.silentSourceSeconds());
        return found.silentMillis() >= limit && found.othersSilentMillis() >= 0 && found.othersSilentMillis() < limit;
    }

    private static void restart(
            AccountFindings found,
            AccountTries tries,
            RecoveryLimits limits,
            boolean byHand,
            long now,
            List<RecoveryAction> actions) {
        while (!tries.restarts.isEmpty() && now - tries.restarts.peekFirst() >= HOUR_NANOS) {
            tries.restarts.removeFirst();
        }
        String reason = "silent for " + TimeUnit.MILLISECONDS.toSeconds(found.silentMillis())
                + " s in session while another account ticks";
        boolean paused = !byHand && now < tries.nextAt;
        boolean full = tries.restarts.size() >= limits.restartsAnHour();
        if (!paused && !tries.escalated && (full || tries.failed >= limits.escalateAfterTries())) {
            tries.escalated = true;
            actions.add(new RecoveryAction.Escalate(found.account(), reason, tries.failed, List.of()));
        }
        if (paused) {
            return;
        }
        if (full) {
            if (!tries.held || byHand) {
                tries.held = true;
                actions.add(new RecoveryAction.Held(
                        found.account(),
                        RecoveryAction.What.RESTART,
                        tries.restarts.size() + " restarts in the last hour, recovery.restarts-an-hour allows "
                                + limits.restartsAnHour(),
                        List.of()));
            }
            return;
        }
        tries.held = false;
        tries.restarts.addLast(now);
        tries.failed++;
        tries.lastAt = now;
        tries.nextAt = now + pause(limits, tries.failed);
        actions.add(new RecoveryAction.Restart(found.account(), reason, tries.failed));
    }

    /** What a front pushes on subscribing is no proof that it ticks: it must have gone on for a while. */
    private static void ticksAgain(AccountFindings found, AccountTries tries, RecoveryLimits limits, long now) {
        boolean ticks = found.silentMillis() >= 0
                && found.silentMillis() < TimeUnit.SECONDS.toMillis(limits.silentSourceSeconds());
        if (ticks && now - tries.lastAt >= TimeUnit.SECONDS.toNanos(2L * limits.silentSourceSeconds())) {
            tries.failed = 0;
            tries.nextAt = 0;
            tries.held = false;
            tries.escalated = false;
        }
    }

    private static void resubscribe(
            AccountFindings found,
            AccountTries account,
            RecoveryLimits limits,
            boolean byHand,
            long now,
            List<RecoveryAction> actions) {
        LocalDate day = today(now);
        Set<String> wrong = new HashSet<>(found.notSubscribed());
        Asked missing = new Asked(limits, now);
        for (String code : found.notSubscribed()) {
            InstrumentTries each = tries(account, code, day);
            each.silent = false;
            each.missingSince = each.missingSince == 0 ? now : each.missingSince;
            boolean longEnough = now - each.missingSince >= TimeUnit.SECONDS.toNanos(limits.missingSeconds());
            if (byHand || (longEnough && now >= each.nextAt)) {
                missing.ask(code, each);
            }
        }
        Asked quiet = new Asked(limits, now);
        boolean few = found.silent().size() <= Math.max(FEW, found.subscribed() / 10);
        for (AccountFindings.Silent silent : found.silent()) {
            wrong.add(silent.instrument());
            InstrumentTries each = tries(account, silent.instrument(), day);
            each.silent = true;
            if (few && (byHand || now >= each.nextAt)) {
                quiet.ask(silent.instrument(), each);
            }
        }
        account.instruments.entrySet().removeIf(entry -> isWell(entry.getValue(), wrong.contains(entry.getKey()), day));
        List<String> again = joined(missing.again, quiet.again);
        if (!again.isEmpty()) {
            actions.add(new RecoveryAction.Resubscribe(found.account(), again));
        }
        List<String> held = joined(missing.held, quiet.held);
        if (!held.isEmpty() && (!account.instrumentsHeld || byHand)) {
            actions.add(new RecoveryAction.Held(
                    found.account(),
                    RecoveryAction.What.RESUBSCRIBE,
                    "asked for " + limits.resubscriptionsADay()
                            + " times today, recovery.resubscriptions-a-day allows no more",
                    held));
        }
        account.instrumentsHeld = !held.isEmpty();
        missing.escalate(found.account(), "not subscribed", actions);
        quiet.escalate(found.account(), "silent beyond their pace", actions);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** Instruments of an account that have one thing wrong: what is done about each. */
    private static final class Asked {
        final List<String> again = new ArrayList<>();
        final List<String> held = new ArrayList<>();
        private final List<String> givenUp = new ArrayList<>();
        private final RecoveryLimits limits;
        private final long now;
        private int tries;

        Asked(RecoveryLimits limits, long now) {
            this.limits = limits;
            this.now = now;
        }

        void ask(String code, InstrumentTries each) {
            int enough = Math.min(limits.escalateAfterTries(), limits.resubscriptionsADay());
            if (each.tries >= enough && now >= each.nextAt && !each.escalated) {
                each.escalated = true;
                tries = Math.max(tries, each.tries);
                givenUp.add(code);
            }
            if (each.tries >= limits.resubscriptionsADay()) {
                held.add(code);
                return;
            }
            each.tries++;
            each.nextAt = now + pause(limits, each.tries);
            again.add(code);
        }

        /** @param what is wrong with them */
        void escalate(String account, String what, List<RecoveryAction> actions) {
            if (!givenUp.isEmpty()) {
                actions.add(new RecoveryAction.Escalate(
                        account,
                        givenUp.size() + " instruments " + what + " although asked for again",
                        tries,
                        givenUp));
            }
        }
    }

    private static InstrumentTries tries(AccountTries account, String code, LocalDate day) {
        InstrumentTries each = account.instruments.computeIfAbsent(code, key -> new InstrumentTries());
        if (!day.equals(each.day)) {
            each.day = day;
            each.tries = 0;
            each.nextAt = 0;
            each.escalated = false;
        }
        return each;
    }

    /**
     * What is well again is forgotten with its day, lest it be asked for without end. Of silence it is told once a day: a front
     * pushes a snapshot on subscribing, which is no proof that the instrument ticks.
     */
    private static boolean isWell(InstrumentTries each, boolean wrong, LocalDate day) {
        if (!wrong) {
            each.missingSince = 0;
            each.escalated &= each.silent;
        }
        return !wrong && !day.equals(each.day);
    }

    private static long pause(RecoveryLimits limits, int tries) {
        long pause = TimeUnit.SECONDS.toNanos(limits.pauseSeconds()) << Math.min(tries - 1, MOST_DOUBLINGS);
        return Math.min(pause, LONGEST_PAUSE_NANOS);
    }

    private static LocalDate today(long now) {
        return MarketTime.local(now)
                .plusHours(24L - TradingCalendar.DAY_TURNS.getHour())
                .toLocalDate();
    }
}
