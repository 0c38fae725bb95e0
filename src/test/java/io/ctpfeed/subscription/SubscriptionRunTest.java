package io.ctpfeed.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.subscription.FakeLine.Answer;
import io.ctpfeed.subscription.SubscriptionLine.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionRunTest {
    private static final RunSettings SETTINGS = new RunSettings(200, 2, 50, 300, 90);

    private final FakeLine line = new FakeLine("primary");
    private final FakeLine other = new FakeLine("backup");
    private final Placement placement = new Placement();
    private final List<AuditLine> audit = new ArrayList<>();
    private RunResult summary;

    @Test
    void whatIsOnTheListIsSubscribedAndAcknowledged() throws Exception {
        RunResult result = run(codes(100));
        assertEquals(0, result.exitCode());
        assertEquals(100, only(result).acknowledged());
        assertEquals(100.0, result.coveragePercent());
        assertEquals(10, line.batches.size());
        assertEquals(result, summary);
        assertEquals(0, line.listeners(), "it still listens");
    }

    @Test
    void whatIsSubscribedAlreadyIsNotAskedForAgain() throws Exception {
        run(codes(30));
        int before = line.batches.size();
        assertEquals(0, run(codes(30)).exitCode());
        assertEquals(before, line.batches.size());
    }

    @Test
    void aTickIsAsGoodAsAnAcknowledgement() throws Exception {
        line.answers.put("c7", Answer.TICK);
        RunResult result = run(codes(20));
        assertEquals(0, result.exitCode());
        assertEquals(19, only(result).acknowledged());
        assertEquals(1, line.asked.get("c7"), "it was asked for again");
    }

    @Test
    void whatStaysSilentIsAskedForAgainToTheLimitAndThenNamed() throws Exception {
        line.answers.put("c3", Answer.SILENT);
        RunResult result = run(codes(20));
        assertEquals(7, result.exitCode());
        assertEquals(List.of("c3"), only(result).missing());
        assertEquals(3, line.asked.get("c3"));
        assertEquals(2, only(result).retried());
        assertEquals(2, events("c3", AuditLine.Event.OVERDUE));
        assertEquals(1, events("c3", AuditLine.Event.MISSING));
    }

    @Test
    void whatIsRefusedIsNamedWithTheFrontsWords() throws Exception {
        line.answers.put("c0", Answer.REJECT);
        RunResult result = run(codes(20));
        assertEquals(7, result.exitCode());
        assertEquals(
                List.of(new AccountResult.Rejected("c0", 16, "拒绝")),
                only(result).rejected());
        assertEquals(List.of(), only(result).missing());
        assertEquals(1, line.asked.get("c0"), "a refusal is not tried again within the run");
    }

    @Test
    void tooFewSubscribedIsAFailureOfCoverage() throws Exception {
        codes(20).subList(0, 5).forEach(code -> line.answers.put(code, Answer.REJECT));
        assertEquals(5, run(codes(20)).exitCode());
    }

    @Test
    void backPressureIsCountedAndNamedByItsBatchAndHarmsNothing() throws Exception {
        line.refusals.addAll(List.of(-2, -3, -3));
        RunResult result = run(codes(20));
        assertEquals(0, result.exitCode());
        assertEquals(1, only(result).tooManyOutstanding());
        assertEquals(2, only(result).tooManyASecond());
        assertEquals(3, only(result).overLimit().size());
    }

    @Test
    void aLimitThatLeavesSomethingUndoneIsTheReasonGiven() throws Exception {
        line.refusals.add(-3);
        line.answers.put("c1", Answer.SILENT);
        assertEquals(6, run(codes(20)).exitCode());
    }

    @Test
    void aSessionThatBreaksUnderWayIsRestoredByTheLineAndWatchedOn() throws Exception {
        line.loseAfter = 3;
        RunResult result = run(codes(100));
        assertEquals(0, result.exitCode());
        assertEquals(1, only(result).disconnects());
        assertEquals(1, only(result).overLimit().size());
        assertTrue(only(result).overLimit().get(0).reason().contains("0x1001"));
        assertEquals(100, only(result).acknowledged());
    }

    @Test
    void whatAFullSessionRefusesMovesToAnotherAccountAndStaysThere() throws Exception {
        codes(30).subList(10, 30).forEach(code -> line.answers.put(code, Answer.FULL));
        RunResult result = run(codes(30));
        assertEquals(0, result.exitCode());
        assertEquals(20, only(result).moved());
        assertEquals(Set.copyOf(codes(30).subList(10, 30)), other.wanted());
        assertEquals(Set.copyOf(codes(30).subList(0, 10)), line.wanted());

        int before = line.batches.size();
        assertEquals(0, run(codes(30)).exitCode());
        assertEquals(before, line.batches.size(), "a full session was asked again");
    }

    @Test
    void withoutAnotherAccountWhatDoesNotFitIsNamed() throws Exception {
        other.standing = Standing.blocked("BLOCKED");
        codes(30).subList(28, 30).forEach(code -> line.answers.put(code, Answer.FULL));
        RunResult result = run(codes(30));
        assertEquals(7, result.exitCode());
        assertEquals(
                List.of("c28", "c29"),
                only(result).rejected().stream().map(each -> each.instrument()).toList());
        assertEquals(6000, only(result).rejected().get(0).errorId());
    }

    @Test
    void whatIsNoLongerOnTheListIsTakenBackAndWhatOthersAskedForStays() throws Exception {
        line.subscribe(List.of("foreign"));
        run(codes(30));
        RunResult result = run(codes(20));
        assertEquals(10, only(result).removed());
        assertFalse(line.wanted().contains("c25"));
        assertTrue(line.wanted().contains("foreign"));
    }

    @Test
    void anEmptyListTakesNothingBack() throws Exception {
        run(codes(30));
        run(List.of());
        assertEquals(30, line.wanted().size());
    }

    @Test
    void anAccountThatIsNotReachedIsNamedWithTheReason() throws Exception {
        line.standing = Standing.away("DISCONNECTED: front did not answer");
        RunResult result = run(codes(5));
        assertEquals(4, result.exitCode());
        assertEquals("DISCONNECTED: front did not answer", only(result).unreachable());
        assertEquals(5, line.wanted().size(), "the account subscribes them when its front is back");
    }

    @Test
    void anAccountStoppedByHandIsNotWaitedForAndSaidSo() throws Exception {
        other.standing = Standing.STOPPED_BY_HAND;
        RunSettings patient = new RunSettings(200, 2, 50, 60_000, 0);
        long began = System.nanoTime();
        RunResult result = new SubscriptionRun(
                        "r",
                        patient,
                        List.of(line, other),
                        Map.of("primary", codes(5), "backup", List.of("d1")),
                        placement,
                        audit())
                .run(RunListener.NONE, () -> false);
        assertTrue(System.nanoTime() - began < 10_000_000_000L, "it was waited for");
        AccountResult stopped = result.accounts().get(1);
        assertTrue(stopped.stoppedByHand());
        assertEquals("stopped by hand", stopped.unreachable());
        assertEquals(List.of("d1"), stopped.missing());
        assertEquals(Set.of("d1"), other.wanted(), "it subscribes them when it is started again");
        assertEquals(5, result.accounts().get(0).subscribed());
        assertEquals(7, result.exitCode(), "no front is unreachable");
    }

    @Test
    void whatAnOperatorUnsubscribedStaysSoAndIsNamed() throws Exception {
        run(codes(5));
        line.unsubscribe(List.of("c2"));
        line.unsubscribedByHand.addAll(List.of("c2", "foreign"));

        RunPlan.Account plan = RunPlan.of(List.of(line), Map.of("primary", codes(5)), 0, 0)
                .accounts()
                .get(0);
        assertEquals(List.of("c2"), plan.unsubscribedByHand());
        assertEquals(4, plan.should());
        assertEquals(0, plan.toAsk());
        RunResult result = run(codes(5));
        assertEquals(List.of("c2"), only(result).unsubscribedByHand());
        assertEquals(0, result.exitCode());
        assertFalse(line.wanted().contains("c2"));

        line.unsubscribedByHand.clear();
        assertEquals(List.of(), only(run(codes(5))).unsubscribedByHand());
        assertTrue(line.wanted().contains("c2"));
    }

    @Test
    void aCancelledRunLeavesASummaryAndWhatIsWanted() throws Exception {
        line.answers.put("c1", Answer.SILENT);
        RunResult result = new SubscriptionRun(
                        "r", SETTINGS, List.of(line), Map.of("primary", codes(5)), placement, audit())
                .run(RunListener.NONE, () -> true);
        assertFalse(result.complete());
        assertEquals(7, result.exitCode());
        assertEquals(result, summary);
        assertEquals(5, line.wanted().size());
    }

    @Test
    void everyRequestIsInTheAuditWithItsAnswer() throws Exception {
        run(codes(25));
        assertEquals(
                25,
                audit.stream()
                        .filter(each -> each.event() == AuditLine.Event.SENT)
                        .count());
        assertEquals(
                25,
                audit.stream()
                        .filter(each -> each.event() == AuditLine.Event.ACKNOWLEDGED && each.batch() > 0)
                        .count());
    }

    @Test
    void severalAccountsAreOneRun() throws Exception {
        RunResult result = new SubscriptionRun(
                        "r",
                        SETTINGS,
                        List.of(line, other),
                        Map.of("primary", codes(20), "backup", List.of("x", "y")),
                        placement,
                        audit())
                .run(RunListener.NONE, () -> false);
        assertEquals(0, result.exitCode());
        assertEquals(2, result.accounts().size());
        assertEquals(Set.of("x", "y"), other.wanted());
    }

    @Test
    void aListOfAnUnknownAccountIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new SubscriptionRun("r", SETTINGS, List.of(line), Map.of("third", codes(1)), placement, audit()));
        assertTrue(
                refused.getMessage().contains("third") && refused.getMessage().contains("primary"));
    }

    private RunResult run(List<String> should) throws InterruptedException {
        return new SubscriptionRun("r", SETTINGS, List.of(line, other), Map.of("primary", should), placement, audit())
                .run(RunListener.NONE, () -> false);
    }

    private RunAudit audit() {
        return new RunAudit() {
            @Override
            public void write(AuditLine line) {
                audit.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void end(RunResult result) {
                summary = result;
            }
        };
    }

    private long events(String code, AuditLine.Event event) {
        return audit.stream()
                .filter(each -> each.instrument().equals(code) && each.event() == event)
                .count();
    }

    private static AccountResult only(RunResult result) {
        assertEquals(1, result.accounts().size());
        return result.accounts().get(0);
    }

    private static List<String> codes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
    }
}
