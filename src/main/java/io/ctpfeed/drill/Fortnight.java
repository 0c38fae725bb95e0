package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.quality.gap.Evidence;
import io.ctpfeed.quality.gap.GapCounters;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.service.duty.Due;
import io.ctpfeed.service.duty.Duty;
import io.ctpfeed.service.duty.RestartResult;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Activity;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.standin.market.Timetable;
import io.ctpfeed.tick.WallClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Trading days one after the other on a clock that is stepped, not scaled: it moves on when every tick that was sent has
 * been published and every duty that was due is done. Fronts and service go by the same clock; NATS, the CTP library and
 * the routes are real. What is due when, the service's own Quartz triggers say; what should have been due, the stand-in's
 * timetable, which knows nothing of the service's calendar.
 *
 * <p>Each restart must happen when it should and only then, each open find all of the market subscribed, each report add up
 * to the distinct ticks that the fronts sent on two lines, each reconciliation be clean, save that of the day on which one
 * tick is withheld on both, and no gap be found. One thread.
 */
public final class Fortnight implements AutoCloseable {
    private static final Duration STEP = Duration.ofMinutes(2);
    private static final Duration BELIEVED = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 200_000;
    /** Service and fronts are up in good time for the first evening. */
    private static final LocalTime FIRST = LocalTime.of(20, 0);

    private static final LocalTime EVENING = LocalTime.of(20, 59);
    private static final LocalTime LAST = LocalTime.of(15, 40);
    /** Between the last tick of the session and the push after the close. */
    private static final LocalTime WITHHOLD_AT = LocalTime.of(15, 18);

    private static final LocalTime DAY_RESTART = LocalTime.of(8, 30);
    private static final LocalTime NIGHT_RESTART = LocalTime.of(20, 30);
    private static final List<LocalTime> OPENS = List.of(LocalTime.of(8, 56), LocalTime.of(20, 56));

    /**
     * What to run through.
     *
     * @param from first trading day, which begins with its night
     * @param until last trading day
     * @param withheldOn a day on which the last tick of one instrument is withheld; null: none
     */
    public record Plan(Path home, int instruments, LocalDate from, LocalDate until, LocalDate withheldOn) {
        /** From Monday to the Monday after next, with a working Sunday, a holiday eve and a holiday. */
        public static Plan full(Path home) {
            return new Plan(home, 240, LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 28), LocalDate.of(2026, 9, 22));
        }
    }

    private final Plan plan;
    private final Consumer<String> progress;
    private final FeedRig rig;
    private final List<String> failures = new ArrayList<>();
    private final List<LocalDateTime> restarts = new ArrayList<>();
    private LocalDateTime now;
    private String withheld = "";
    private long sentBefore;
    private int checkpoints;
    private int reports;
    private int opens;

    /** @param progress is told of each day */
    public Fortnight(Plan plan, Consumer<String> progress) throws Exception {
        this.plan = plan;
        this.progress = progress;
        StandInOptions market = StandInOptions.DEFAULT
                .withInstruments(plan.instruments())
                .withStart(plan.from(), EVENING)
                .withActivity(Activity.SPARSE);
        this.now = Timetable.previousTradingDay(plan.from()).atTime(FIRST);
        this.rig = new FeedRig(new FeedTrial.Plan(
                market,
                plan.home(),
                plan.home().resolve("config"),
                plan.home().resolve("routes"),
                Purpose.DRILL,
                Map.of())); // both lines carry all of the market
    }

    /** Runs through all of it. */
    public FortnightResult run() throws Exception {
        rig.startService();
        set(now);
        rig.awaitSubscribed(PATIENCE);
        settle();
        LocalDateTime end = plan.until().atTime(LAST);
        while (now.isBefore(end)) {
            step(end);
        }
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

    @Override
    public void close() throws Exception {
        rig.close();
    }

    private void step(LocalDateTime end) throws Exception {
        LocalDateTime next = nextStop(end);
        List<Due> due = service().duties().roster().dueBetween(now, next);
        if (!due.isEmpty()) {
            next = due.get(0).at();
        }
        lookForGapsBefore(next);
        set(next);
        lookForGaps();
        if (next.toLocalDate().equals(plan.withheldOn())
                && withheld.isEmpty()
                && !next.toLocalTime().isBefore(WITHHOLD_AT)) {
            withhold();
        }
        rig.standIn().command("advance " + next);
        settle();
        lookForGaps();
        service()
                .day()
                .recorder()
                .figures(); // looks at the coverage, as the service does each minute of the real clock
        for (Due each : due) {
            if (each.at().equals(next)) {
                perform(each);
                settle();
            }
        }
        if (OPENS.contains(next.toLocalTime()) && isTrading(next)) {
            opens++;
            expect(rig.acknowledged() == plan.instruments(), "only " + rig.acknowledged() + " subscribed at the open");
        }
        now = next;
    }

    /** A step on, or where the market has nothing until later, the moment it has. */
    private LocalDateTime nextStop(LocalDateTime end) {
        LocalDateTime stop = now.plus(STEP);
        long position = rig.standIn().command("clock").path("position").asLong();
        LocalDateTime tick = Timetable.time(Position.frame(position));
        if (tick.isAfter(stop)) {
            stop = tick;
            for (LocalTime open : OPENS) {
                LocalDateTime moment = now.toLocalDate().atTime(open);
                moment = moment.isAfter(now) ? moment : moment.plusDays(1);
                stop = moment.isBefore(stop) ? moment : stop;
            }
        }
        return stop.isAfter(end) ? end : stop;
    }

    private boolean isTrading(LocalDateTime open) {
        LocalDate day = open.toLocalDate();
        return open.toLocalTime().isBefore(EVENING.minusHours(6))
                ? Timetable.isTradingDay(day)
                : Timetable.isTradingDay(day) && Timetable.hasNight(Timetable.nextTradingDay(day));
    }

    private void perform(Due due) throws Exception {
        Object answer = service().duties().roster().run(due);
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
            closed(due.at().toLocalDate());
        }
    }

    private void closed(LocalDate day) throws IOException {
        reports++;
        long sent = given();
        long published = service().day().dayClose().report().publishedTicks();
        expect(
                published == sent - sentBefore,
                "the report says " + published + ", the fronts sent " + (sent - sentBefore) + " distinct ones");
        sentBefore = sent;
        ReconcileResult result = service().day().dayClose().lastResult();
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

    /** The very last tick of the day of one instrument does not come. */
    private void withhold() {
        withheld = service()
                .sources()
                .source(FeedRig.ACCOUNTS.get(0))
                .wanted()
                .iterator()
                .next();
        for (int front = 1; front <= FeedRig.ACCOUNTS.size(); front++) {
            rig.standIn().command("front " + front + " ticks skip next 1 " + withheld);
        }
    }

    /** Restarts are before the sessions, and all else comes on both lines: nothing may be taken for a gap. */
    private void gapless() {
        GapCounters counters = service().gaps().detector().log().counters();
        List<String> opened = Arrays.stream(Evidence.values())
                .filter(each -> counters.opened(each) > 0)
                .map(each -> each.token() + " " + counters.opened(each))
                .toList();
        expect(opened.isEmpty(), "gaps where nothing is missing: " + opened);
    }

    private void lookForGaps() {
        service().gaps().detector().look();
    }

    /** A moment without a tick, after which silence that was noticed is believed. */
    private void lookForGapsBefore(LocalDateTime next) {
        LocalDateTime moment = now.plus(BELIEVED);
        if (moment.isBefore(next)) {
            set(moment);
            lookForGaps();
        }
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

    private FeedService service() {
        return rig.service();
    }

    private static void set(LocalDateTime moment) {
        WallClock.simulate(MarketTime.epochNanos(moment));
    }

    /** Distinct ticks that the fronts gave to sessions, snapshots and all. */
    private long given() {
        return rig.standIn().command("report").path("given").asLong();
    }

    /** Waits until all that was released has gone the whole way, a second copy as far as the arbitration. */
    private void settle() throws TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (JsonNode fronts = counts(); !isSettled(fronts); fronts = counts()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(MarketTime.localNow() + ": the fronts: " + fronts + ", received "
                        + rig.received() + ", published " + rig.published() + " within "
                        + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos()) + " s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private JsonNode counts() {
        return rig.standIn().command("counts");
    }

    private boolean isSettled(JsonNode fronts) {
        return !fronts.path("behind").asBoolean()
                && rig.received() == fronts.path("given").asLong()
                && rig.ringDepth() == 0;
    }
}
