package io.ctpfeed.ops.day;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.ops.day.DayReport.Incidents;
import io.ctpfeed.ops.day.Verdict.Outcome;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.quality.reconcile.ReconcileResult.ClassResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final String AFTER = "2026-01-06T07:30:00Z";
    private static final Coverage WHOLE = new Coverage(100, 100, 100, 0);

    @Test
    void aDayIsCompleteOnlyIfTheFrontSaysSoAfterTheClose() {
        assertEquals(new Verdict(Outcome.COMPLETE, List.of()), verdict(reconciled(AFTER, 0, ""), calm(), WHOLE, 0));
        assertEquals(Outcome.NOT_PROVEN, verdict(null, calm(), WHOLE, 0).outcome());
        assertEquals(
                Outcome.NOT_PROVEN,
                verdict(reconciled("2026-01-06T07:14:59Z", 0, ""), calm(), WHOLE, 0)
                        .outcome(),
                "within the last session");
        assertEquals(
                Outcome.NOT_PROVEN,
                verdict(reconciled(AFTER, 0, "no answer"), calm(), WHOLE, 0).outcome());
    }

    @Test
    void whatIsMissingOutweighsAllElseAndIsSaidFirst() {
        Verdict verdict = verdict(reconciled(AFTER, 2, "no answer"), incidents(3, 1, 12), WHOLE, 1);
        assertEquals(Outcome.INCOMPLETE, verdict.outcome());
        assertEquals(
                List.of(
                        "12 ticks were lost by the feed",
                        "2 instruments differ from the front",
                        "class 1: no answer",
                        "1 checkpoint failed",
                        "3 disconnects"),
                verdict.reasons());
    }

    @Test
    void whatWentWrongAndCostNothingIsSaid() {
        Verdict verdict = verdict(reconciled(AFTER, 0, ""), incidents(1, 0, 0), new Coverage(100, 97, 95, 3), 0);
        assertEquals(Outcome.DISTURBED, verdict.outcome());
        assertEquals(3, verdict.reasons().size(), verdict.toString());
    }

    private static Verdict verdict(ReconcileResult reconciled, Incidents incidents, Coverage coverage, int failed) {
        return Verdict.of("2026-01-06", reconciled, incidents, coverage, failed);
    }

    private static ReconcileResult reconciled(String at, int differing, String problem) {
        ReconcileResult.Outcome outcome = differing > 0
                ? ReconcileResult.Outcome.DIFFERENCES
                : problem.isEmpty() ? ReconcileResult.Outcome.CLEAN : ReconcileResult.Outcome.NOT_PROVEN;
        List<ClassResult> classes = List.of(new ClassResult("1", "primary", 100, problem));
        return new ReconcileResult(outcome, at, 100, differing, 0, 0, 0, classes, List.of());
    }

    private static Incidents calm() {
        return incidents(0, 0, 0);
    }

    private static Incidents incidents(int disconnects, int gaps, int gapTicks) {
        return new Incidents(disconnects, 0, 0, 0, 0, gaps, gapTicks, 0, 0, 0);
    }
}
