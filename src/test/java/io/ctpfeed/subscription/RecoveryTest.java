package io.ctpfeed.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.subscription.RecoveryAction.Escalate;
import io.ctpfeed.subscription.RecoveryAction.Held;
import io.ctpfeed.subscription.RecoveryAction.Restart;
import io.ctpfeed.subscription.RecoveryAction.Resubscribe;
import io.ctpfeed.tick.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided, by a clock that is set by hand. */
class RecoveryTest {
    /** Missing 60 s, silent source 30 s, 3 restarts an hour, 4 requests a day, pause 60 s, escalates after 2. */
    private static final RecoveryLimits LIMITS = new RecoveryLimits(60, 30, 3, 4, 60, 2);

    private Recovery recovery = new Recovery();
    private LocalDateTime now = LocalDateTime.of(2026, 1, 6, 10, 31);

    @BeforeEach
    void set() {
        later(0);
    }

    @AfterEach
    void real() {
        WallClock.real();
    }

    @Test
    void whatIsMissingIsAskedForOnceItHasBeenForLongEnough() {
        assertEquals(List.of(), missing("a"));
        later(59);
        assertEquals(List.of(), missing("a"));
        later(1);
        assertEquals(List.of(new Resubscribe("primary", List.of("a"))), missing("a"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pausesDoubleAndTheDayHasItsLimitAlsoIfTheServiceEndsAfterEachTry(boolean ends) {
        List<Integer> asked = new ArrayList<>();
        for (int second = 0; second < 4_000; second += 10) {
            if (missing("a").stream().anyMatch(Resubscribe.class::isInstance)) {
                asked.add(second);
                startedAnew(ends);
            }
            later(10);
        }
        List<Integer> anew = List.of(60, 130, 250, 490); // what is missing must be so for a while again
        assertEquals(ends ? anew : List.of(60, 120, 240, 480), asked);
        now = now.plusDays(1);
        later(0);
        assertEquals(1, count(missing("a"), Resubscribe.class), "a new trading day, a new count");
    }

    @Test
    void whatDoesNotHelpIsToldOnceAndSoIsTheLimit() {
        int escalated = 0;
        int held = 0;
        for (int second = 0; second < 4_000; second += 10) {
            List<RecoveryAction> actions = missing("a", "b");
            escalated += count(actions, Escalate.class);
            held += count(actions, Held.class);
            later(10);
        }
        assertEquals(1, escalated);
        assertEquals(1, held);
    }

    @Test
    void whatCameBackInBetweenStartsItsTimeAnew() {
        missing("a");
        later(50);
        missing();
        later(50);
        assertEquals(List.of(), missing("a"));
    }

    @Test
    void whileAnAccountSubscribesItsInstrumentsAreWaitedFor() {
        missing("a");
        later(100);
        assertEquals(
                List.of(), recovery.decide(found(List.of("a"), List.of(), -1, -1), Set.of("primary"), LIMITS, false));
    }

    @Test
    void aFewSilentOnesAreAskedForAgainAndManyAreNot() {
        assertEquals(
                List.of(new Resubscribe("primary", List.of("s0"))),
                recovery.decide(found(List.of(), silent(1), 1, 1), Set.of(), LIMITS, false));
        later(600);
        assertEquals(List.of(), recovery.decide(found(List.of(), silent(50), 1, 1), Set.of(), LIMITS, false));
    }

    @Test
    void whatStaysSilentAlthoughAskedForAgainIsToldOnceADayAndSoIsTheLimit() {
        int asked = 0;
        int held = 0;
        List<Escalate> escalated = new ArrayList<>();
        boolean snapshot = false; // what the front pushes on subscribing
        for (int second = 0; second < 4_000; second += 10) {
            List<RecoveryAction> actions =
                    recovery.decide(found(List.of(), snapshot ? List.of() : silent(2), 1, 1), Set.of(), LIMITS, false);
            snapshot = count(actions, Resubscribe.class) > 0;
            asked += count(actions, Resubscribe.class);
            held += count(actions, Held.class);
            actions.stream()
                    .filter(Escalate.class::isInstance)
                    .map(Escalate.class::cast)
                    .forEach(escalated::add);
            later(10);
        }
        assertEquals(4, asked, "the limit of a day");
        assertEquals(1, held);
        assertEquals(
                List.of(new Escalate(
                        "primary",
                        "2 instruments silent beyond their pace although asked for again",
                        2,
                        List.of("s0", "s1"))),
                escalated);
        now = now.plusDays(1);
        later(0);
        assertEquals(
                List.of(new Resubscribe("primary", List.of("s0", "s1"))),
                recovery.decide(found(List.of(), silent(2), 1, 1), Set.of(), LIMITS, false));
    }

    @Test
    void anAccountThatIsSilentWhileAnotherTicksIsRestarted() {
        assertEquals(List.of(), silentFor(29, 1));
        assertInstanceOf(Restart.class, silentFor(30, 1).get(0));
    }

    @Test
    void whereNobodyTicksOrNothingTradesNobodyIsRestarted() {
        assertEquals(List.of(), silentFor(300, -1));
        assertEquals(List.of(), silentFor(300, 300));
        assertEquals(List.of(), silentFor(-1, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void restartsPauseLongerAreLimitedByTheHourAndToldWhenTheyDoNotHelpAlsoInACrashLoop(boolean ends) {
        List<Integer> restarts = new ArrayList<>();
        List<Integer> escalated = new ArrayList<>();
        int held = 0;
        for (int second = 0; second < 3_600; second += 10) {
            for (RecoveryAction action : silentFor(60, 0)) {
                if (action instanceof Restart) {
                    restarts.add(second);
                } else if (action instanceof Escalate) {
                    escalated.add(second);
                } else {
                    held++;
                }
            }
            startedAnew(ends);
            later(10);
        }
        assertEquals(List.of(0, 60, 180), restarts);
        assertEquals(List.of(180), escalated);
        assertEquals(1, held);
        assertInstanceOf(Restart.class, silentFor(60, 0).get(0), "the hour is over");
    }

    @Test
    void anAccountThatTicksAgainIsForgivenButTheHourIsNot() {
        for (int i = 0; i < 3; i++) {
            assertEquals(1, count(silentFor(60, 0), Restart.class));
            later(120);
            assertEquals(List.of(), silentFor(0, 0));
        }
        List<RecoveryAction> fourth = silentFor(60, 0);
        assertEquals(0, count(fourth, Restart.class));
        assertEquals(1, count(fourth, Held.class));
        assertEquals(1, count(fourth, Escalate.class), "it may not do more: people must");
    }

    @Test
    void aStoppedOrAbsentAccountIsLeftAlone() {
        for (boolean ready : List.of(true, false)) {
            AccountFindings found = findings(ready, ready, List.of("a"), List.of(), 600_000, 0);
            Inspection inspection = Inspection.of(Instant.EPOCH, List.of(), List.of(found));
            assertEquals(List.of(), recovery.decide(inspection, Set.of(), LIMITS, true));
        }
    }

    @Test
    void aClockThatWasSetBackMeanwhileNeitherHoldsItUpNorFreesItOfItsLimits() {
        for (int i = 0; i < 3; i++) {
            assertEquals(1, count(silentFor(60, 0), Restart.class));
            later(1_000);
        }
        now = now.minusDays(1);
        later(0);
        startedAnew(true);
        assertEquals(0, count(silentFor(60, 0), Restart.class), "three within an hour, for all it knows");
        later(3_600);
        assertEquals(1, count(silentFor(60, 0), Restart.class));
    }

    @Test
    void byHandItIsDoneAtOnceAndTheLimitsHold() {
        for (int i = 0; i < 4; i++) {
            assertEquals(1, count(byHand("a"), Resubscribe.class));
        }
        List<RecoveryAction> fifth = byHand("a");
        assertEquals(0, count(fifth, Resubscribe.class));
        assertEquals(1, count(fifth, Held.class));
    }

    /** The service ended, and another one goes on. */
    private void startedAnew(boolean ends) {
        if (ends) {
            recovery = new Recovery(recovery.history());
        }
    }

    private List<RecoveryAction> missing(String... codes) {
        return recovery.decide(found(List.of(codes), List.of(), -1, -1), Set.of(), LIMITS, false);
    }

    private List<RecoveryAction> byHand(String... codes) {
        return recovery.decide(found(List.of(codes), List.of(), -1, -1), Set.of(), LIMITS, true);
    }

    private List<RecoveryAction> silentFor(int seconds, int others) {
        long own = seconds < 0 ? -1 : seconds * 1_000L;
        long other = others < 0 ? -1 : others * 1_000L;
        return recovery.decide(found(List.of(), List.of(), own, other), Set.of(), LIMITS, false);
    }

    private static List<AccountFindings.Silent> silent(int count) {
        List<AccountFindings.Silent> silent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            silent.add(new AccountFindings.Silent("s" + i, 100, 60));
        }
        return silent;
    }

    private static Inspection found(
            List<String> missing, List<AccountFindings.Silent> silent, long silentMillis, long othersMillis) {
        AccountFindings found = findings(true, false, missing, silent, silentMillis, othersMillis);
        return Inspection.of(Instant.EPOCH, List.of(), List.of(found));
    }

    private static AccountFindings findings(
            boolean ready,
            boolean stopped,
            List<String> missing,
            List<AccountFindings.Silent> silent,
            long silentMillis,
            long othersMillis) {
        return new AccountFindings(
                "primary",
                ready,
                stopped,
                "",
                100,
                100,
                100,
                100,
                100 - missing.size(),
                0,
                missing,
                silent,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                silentMillis,
                othersMillis);
    }

    private static int count(List<RecoveryAction> actions, Class<? extends RecoveryAction> type) {
        return (int) actions.stream().filter(type::isInstance).count();
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
        WallClock.simulate(MarketTime.epochNanos(now));
    }
}
