package io.ctpfeed.drill;

import io.ctpfeed.quality.arbitration.ArbitrationCounters;
import io.ctpfeed.quality.gap.Evidence;
import io.ctpfeed.quality.gap.GapCounters;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.service.duty.Due;
import io.ctpfeed.service.duty.Duty;
import io.ctpfeed.service.duty.RestartResult;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.standin.market.Timetable;
import io.ctpfeed.standin.market.Universe;
import io.ctpfeed.subscription.RecoveryAction;
import io.ctpfeed.tick.TickFlaw;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a fortnight must have been: restarts when they should be and only then, each open with all of the market
 * subscribed, each report adding up to what the fronts sent, nothing mended or missed where nothing was wrong. One thread.
 */
final class FortnightJudge {
    private static final LocalTime DAY_RESTART = LocalTime.of(8, 30);
    private static final LocalTime NIGHT_RESTART = LocalTime.of(20, 30);

    private final Fortnight.Plan plan;
    private final FeedRig rig;
    private final Universe universe;
    private final Consumer<String> progress;
    private final List<String> failures = new ArrayList<>();
    private final List<LocalDateTime> restarts = new ArrayList<>();
    private long sentBefore;
    private int checkpoints;
    private int reports;
    private int opens;

    /**
     * @param universe the market's contracts
     * @param progress is told of each day, and of what fails
     */
    FortnightJudge(Fortnight.Plan plan, FeedRig rig, Universe universe, Consumer<String> progress) {
        this.plan = plan;
        this.rig = rig;
        this.universe = universe;
        this.progress = progress;
    }

    /** At the end. @param withheld the instrument whose last tick was withheld; empty: none */
    FortnightResult result(String withheld) {
        checkRestarts();
        return new FortnightResult(
                plan.from().toString(),
                plan.until().toString(),
                plan.instruments(),
                rig.published(),
                restarts.size(),
                checkpoints,
                opens,
                reports,
                withheld,
                List.copyOf(failures));
    }

    /** All that came has been looked at. */
    void mended(List<RecoveryAction> actions) {
        expect(actions.isEmpty(), "mended where nothing was wrong: " + actions);
    }

    /** Where it is one: the moment before a session in which the whole market must be subscribed. */
    void open(LocalDateTime moment) {
        if (isTrading(moment)) {
            opens++;
            long listed = listed(moment);
            expect(rig.acknowledged() == listed, rig.acknowledged() + " of " + listed + " subscribed at the open");
        }
    }

    /** A duty of the service was done. @param answer what it said */
    void done(Due due, Object answer, String withheld) throws IOException {
        if (due.duty() == Duty.RESTART) {
            restarts.add(due.at());
            RestartResult result = (RestartResult) answer;
            expect(
                    result.outcome() == RestartResult.Outcome.DONE
                            && result.restarted().size() == FeedRig.ACCOUNTS.size()
                            && result.coveragePercent() == 100,
                    result.text());
        } else if (due.duty() == Duty.CHECKPOINT) {
            checkpoints++;
            expect(answer.toString().contains("passed") || answer.toString().contains("PASSED"), answer.toString());
        } else {
            closed(due.at().toLocalDate(), withheld);
        }
    }

    private void closed(LocalDate day, String withheld) throws IOException {
        reports++;
        long sent = given();
        long published = rig.service().day().dayClose().report().publishedTicks();
        expect(
                published == sent - sentBefore,
                "the report says " + published + ", the fronts sent " + (sent - sentBefore) + " distinct ones; "
                        + notLive());
        sentBefore = sent;
        ReconcileResult result = rig.service().day().dayClose().lastResult();
        List<String> differing = result.differences().stream()
                .map(ReconcileResult.Difference::instrumentId)
                .toList();
        List<String> expected = day.equals(plan.withheldOn()) ? List.of(withheld) : List.of();
        expect(differing.equals(expected), "reconciliation finds " + differing + " instead of " + expected);
        gapless();
        expect(result.unproven().isEmpty(), "reconciliation has not proven " + result.unproven());
        progress.accept(day + ": " + published + " ticks, " + differing.size() + " differing, " + failures.size()
                + " failures so far");
    }

    /** What may have become of a tick that did not go out live, since the start. */
    private String notLive() {
        return FeedRig.ACCOUNTS.stream()
                .map(account -> {
                    int line = rig.service().sources().source(account).line();
                    ArbitrationCounters judged =
                            rig.service().quality().arbitration().counted(line);
                    return account + ": late " + judged.late() + ", undecided " + judged.undecided() + ", flaws "
                            + Arrays.stream(TickFlaw.values())
                                    .map(flaw -> flaw.token() + " "
                                            + rig.service()
                                                    .quality()
                                                    .classification()
                                                    .flawed(line)
                                                    .count(flaw))
                                    .toList();
                })
                .collect(Collectors.joining("; "));
    }

    /** Restarts are before the sessions, and all else comes on both lines: nothing may be taken for a gap. */
    private void gapless() {
        GapCounters counters = rig.service().gaps().detector().log().counters();
        List<String> opened = Arrays.stream(Evidence.values())
                .filter(each -> counters.opened(each) > 0)
                .map(each -> each.token() + " " + counters.opened(each))
                .toList();
        expect(opened.isEmpty(), "gaps where nothing is missing: " + opened);
    }

    /** Contracts of the market that have not expired by the trading day that opens. */
    private long listed(LocalDateTime open) {
        String day = (isDay(open) ? open.toLocalDate() : Timetable.nextTradingDay(open.toLocalDate()))
                .format(DateTimeFormatter.BASIC_ISO_DATE);
        return IntStream.range(0, universe.size())
                .filter(index -> universe.contract(index).expireDate().compareTo(day) >= 0)
                .count();
    }

    private static boolean isDay(LocalDateTime open) {
        return open.toLocalTime().isBefore(LocalTime.NOON);
    }

    private boolean isTrading(LocalDateTime open) {
        LocalDate day = open.toLocalDate();
        return isDay(open)
                ? Timetable.isTradingDay(day)
                : Timetable.isTradingDay(day) && Timetable.hasNight(Timetable.nextTradingDay(day));
    }

    private void checkRestarts() {
        List<LocalDateTime> expected = new ArrayList<>();
        for (LocalDate day = plan.from(); !day.isAfter(plan.until()); day = Timetable.nextTradingDay(day)) {
            if (Timetable.hasNight(day)) {
                expected.add(Timetable.previousTradingDay(day).atTime(NIGHT_RESTART));
            }
            expected.add(day.atTime(DAY_RESTART));
        }
        expect(restarts.equals(expected), "restarts at " + restarts + " instead of " + expected);
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            String failure = MarketTime.localNow() + ": " + otherwise;
            failures.add(failure);
            progress.accept("FAILED " + failure);
        }
    }

    /** Distinct ticks that the fronts gave to sessions, snapshots and all. */
    private long given() {
        return rig.standIn().command("report").path("given").asLong();
    }
}
