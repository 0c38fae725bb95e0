package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayReport.Incidents;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.session.MarketTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What the day comes to. Immutable.
 *
 * @param reasons for the outcome first, then what else somebody should know
 */
public record Verdict(Outcome outcome, List<String> reasons) {
    /** The last session of a day ends then. */
    private static final LocalTime CLOSE = LocalTime.of(15, 15);

    /** The worse, the later. */
    public enum Outcome {
        /** After the close the front had nothing that was not published, and nothing went wrong on the way. */
        COMPLETE("Complete"),
        /** Likewise, but something went wrong. */
        DISTURBED("Complete, with disturbances"),
        /** Nothing is known to be missing, and nothing proves it. */
        NOT_PROVEN("Not proven"),
        /** Something is missing. */
        INCOMPLETE("Not complete");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    static Verdict of(
            String tradingDay,
            ReconcileResult reconciled,
            Incidents incidents,
            Coverage coverage,
            long checkpointsFailed) {
        List<String> missing = new ArrayList<>();
        add(missing, incidents.gapTicks(), "tick was lost by the feed", "ticks were lost by the feed");
        add(missing, incidents.gapTicks() == 0 ? incidents.gaps() : 0, "gap", "gaps");
        List<String> unproven = new ArrayList<>();
        if (reconciled == null) {
            unproven.add("no reconciliation was run");
        } else {
            add(
                    missing,
                    reconciled.differing(),
                    "instrument differs from the front",
                    "instruments differ from the front");
            reconciled.unproven().forEach(each -> unproven.add("class " + each.productClass() + ": " + each.problem()));
            if (reconciled.classes().isEmpty() || reconciled.instruments() == 0) {
                unproven.add("the reconciliation had nothing to compare");
            }
            if (isBeforeClose(tradingDay, reconciled)) {
                unproven.add("the reconciliation was made before the close and says nothing of what came after it");
            }
        }
        List<String> disturbed = disturbances(incidents, coverage, checkpointsFailed);
        Outcome outcome = !missing.isEmpty()
                ? Outcome.INCOMPLETE
                : !unproven.isEmpty() ? Outcome.NOT_PROVEN : disturbed.isEmpty() ? Outcome.COMPLETE : Outcome.DISTURBED;
        List<String> reasons = new ArrayList<>(missing);
        reasons.addAll(unproven);
        reasons.addAll(disturbed);
        return new Verdict(outcome, List.copyOf(reasons));
    }

    private static List<String> disturbances(Incidents incidents, Coverage coverage, long checkpointsFailed) {
        List<String> reasons = new ArrayList<>();
        add(reasons, checkpointsFailed, "checkpoint failed", "checkpoints failed");
        if (coverage != null) {
            add(
                    reasons,
                    coverage.rejected(),
                    "instrument was refused by a front",
                    "instruments were refused by a front");
            add(
                    reasons,
                    Math.max(0, coverage.wanted() - coverage.ticking() - coverage.rejected()),
                    "subscribed instrument without a tick since its account logged in last",
                    "subscribed instruments without a tick since their account logged in last");
        }
        add(reasons, incidents.disconnects(), "disconnect", "disconnects");
        add(reasons, incidents.natsOutages(), "outage of NATS", "outages of NATS");
        add(reasons, incidents.failovers(), "failover", "failovers");
        add(reasons, incidents.limitHits(), "limit hit", "limit hits");
        add(reasons, incidents.recoveries(), "action of recovery", "actions of recovery");
        add(reasons, incidents.restarts(), "restart of the service", "restarts of the service");
        add(reasons, incidents.editsRefused(), "refused edit", "refused edits");
        return reasons;
    }

    private static void add(List<String> reasons, long count, String one, String several) {
        if (count > 0) {
            reasons.add(Numbers.text(count) + " " + (count == 1 ? one : several));
        }
    }

    private static boolean isBeforeClose(String tradingDay, ReconcileResult reconciled) {
        Instant close = LocalDate.parse(tradingDay)
                .atTime(CLOSE)
                .atZone(MarketTime.ZONE)
                .toInstant();
        return Instant.parse(reconciled.at()).isBefore(close);
    }
}
