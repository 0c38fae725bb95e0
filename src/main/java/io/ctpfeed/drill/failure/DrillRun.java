package io.ctpfeed.drill.failure;

import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.drill.Fronts;
import io.ctpfeed.drill.TickVerifier;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One drill on a rig: ticks flow, it fails, that is proven, it lasts, it recovers, it is judged. One thread. */
public final class DrillRun {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EXAMPLES = 8;
    private static final Duration HEALTHY = Duration.ofSeconds(3);
    private static final double MOST = 99.9;
    private static final long STILL_MILLIS = 2_500;
    /** The service says that ticks are still to come out of its journal. */
    private static final long OWING_MILLIS = 30_000;

    /** All has arrived: what comes doubled would come by then. */
    private static final long SETTLED_MILLIS = 300;

    private final Drill drill;
    private final DrillRig rig;
    private final TickVerifier verifier;
    private final boolean brief;
    private final long doubledBefore;
    private final long disorderBefore;
    private final long alteredBefore;
    private final long lateBefore;
    private long from;
    private long flowsSince;
    private long failedAt;
    private long healthyDelay;

    private DrillRun(Drill drill, DrillRig rig, boolean brief) {
        this.drill = drill;
        this.rig = rig;
        this.verifier = rig.verifier();
        this.brief = brief;
        this.doubledBefore = verifier.doubled();
        this.disorderBefore = verifier.outOfOrder();
        this.alteredBefore = verifier.altered();
        this.lateBefore = verifier.late();
    }

    /** With fronts, NATS and service of its own. @param installation with routes/ and config/ */
    public static DrillResult alone(Drill drill, Path installation, boolean brief) throws Exception {
        try (DrillRig rig = new DrillRig(installation, drill.setup())) {
            return on(rig, drill, brief);
        }
    }

    /** On a rig with the drill's setup, on which others may have run. */
    public static DrillResult on(DrillRig rig, Drill drill, boolean brief) throws Exception {
        return new DrillRun(drill, rig, brief).run();
    }

    private DrillResult run() throws Exception {
        long eventsSince = WallClock.epochNanos();
        flowsSince = eventsSince;
        verifier.dueBy((index, frame) -> 0);
        from = rig.flow();
        verifier.dueBy(this::due);
        verifier.watch();
        String problem = "";
        try {
            FeedRig.await(PATIENCE, "ticks", this::isFlowing);
            DrillScene.pass(brief ? Duration.ZERO : HEALTHY);
            healthyDelay = verifier.delayMicros(MOST);
            failedAt = WallClock.epochNanos();
            verifier.watch();
            fail();
        } catch (TimeoutException | IllegalStateException e) {
            problem = e.getMessage();
        }
        Times times = times();
        return judge(problem, rig.rest(), eventsSince, times);
    }

    /** What was measured while it failed. */
    private record Times(long latency, long added, long hole) {}

    private Times times() {
        boolean timed = !rig.setup().stored() && drill.isTimed();
        return new Times(
                timed ? verifier.latencyMicros(MOST) : -1,
                timed ? Math.max(0, verifier.delayMicros(MOST) - healthyDelay) : -1,
                TimeUnit.NANOSECONDS.toMillis(verifier.longestHole()));
    }

    /** The frame that the market was in is read as a whole. */
    private boolean isFlowing() {
        return missing(from, Position.of(Position.frame(from), rig.instruments())) == 0;
    }

    private long missing(long first, long end) {
        long[] missing = {0};
        verifier.missing(first, end, (contract, frame) -> missing[0]++);
        return missing[0];
    }

    private void fail() throws Exception {
        DrillScene scene = new DrillScene(rig, drill.lasts(brief), failedAt);
        drill.failure().on(scene);
        FeedRig.await(drill.patience(), "the failure did not happen: " + drill.evidence(), () -> drill.proof()
                .holds(scene));
        scene.hold(drill.lasts(brief));
        drill.recovery().on(scene);
        scene.awaitTicks();
    }

    private DrillResult judge(String problem, long to, long eventsSince, Times times) throws InterruptedException {
        awaitStill(to, eventsSince);
        GapRecords gaps = GapRecords.of(rig.events().since(eventsSince));
        long[] lost = {0, 0};
        SortedSet<String> losers = new TreeSet<>();
        long sent = verifier.missing(from, to, (contract, frame) -> {
            lost[0]++;
            losers.add(contract.exchangeId() + " " + contract.instrumentId());
            lost[1] += gaps.announce(contract, due(0, frame)) ? 0 : 1;
        });
        long takenOver = takenOverMillis();
        long doubled = verifier.doubled() - doubledBefore;
        long disorder = verifier.outOfOrder() - disorderBefore;
        List<String> problems = new ArrayList<>();
        add(problems, !problem.isEmpty(), problem);
        String whose = " of " + losers.size() + " instruments, among them "
                + losers.stream().limit(EXAMPLES).toList();
        add(problems, lost[0] > 0 && !drill.losesAnnounced(), lost[0] + " ticks lost" + whose);
        add(problems, lost[1] > 0, lost[1] + " ticks lost outside of every gap record");
        add(problems, doubled > 0, doubled + " ticks doubled");
        add(problems, disorder > 0, disorder + " ticks out of order");
        if (doubled + disorder > 0) {
            verifier.examples().stream()
                    .filter(example -> !example.startsWith("altered"))
                    .forEach(problems::add);
        }
        Duration most = drill.delayedAtMost();
        boolean slow = !brief && most != null && times.added() > TimeUnit.NANOSECONDS.toMicros(most.toNanos());
        add(problems, slow, "ticks delayed by " + times.added() + " us more (p99.9)");
        Duration soon = drill.takesOverWithin();
        boolean tooLate = !brief && soon != null && (takenOver < 0 || takenOver > soon.toMillis());
        add(problems, tooLate, "taken over after " + takenOver + " ms");
        return new DrillResult(
                drill.name(),
                sent,
                lost[0],
                lost[1],
                doubled,
                disorder,
                verifier.altered() - alteredBefore,
                verifier.late() - lateBefore,
                millis(drill.noticed()),
                takenOver < 0 ? times.hole() : takenOver,
                times.latency(),
                times.added(),
                drill.evidence(),
                String.join("; ", problems),
                problems.isEmpty());
    }

    private static void add(List<String> problems, boolean there, String words) {
        if (there) {
            problems.add(words);
        }
    }

    private long millis(List<String> events) {
        return rig.events()
                .first(events, failedAt)
                .map(seen -> TimeUnit.NANOSECONDS.toMillis(seen.at() - failedAt))
                .orElse(-1L);
    }

    /** From the failure until another line was active, as an event says; -1: none does. */
    private long takenOverMillis() {
        return rig.events().since(failedAt).stream()
                .filter(seen -> seen.kind().equals("failover") && seen.details().has("takenOverMillis"))
                .findFirst()
                .map(seen -> TimeUnit.NANOSECONDS.toMillis(seen.at() - failedAt))
                .orElse(-1L);
    }

    /** When the market had a tick, by the clock of the service; 0: before this drill. */
    private long due(int index, long frame) {
        long ticks = Fronts.ticksBetween(from, Position.of(frame, index), rig.instruments());
        return ticks < 0 ? 0 : flowsSince + ticks * TimeUnit.SECONDS.toNanos(1) / DrillRig.TICKS_PER_SECOND;
    }

    /** Waits until all was read, or nothing more comes. */
    private void awaitStill(long to, long eventsSince) throws InterruptedException {
        long last = -1;
        long since = System.nanoTime();
        while (true) {
            long read = verifier.read();
            if (read != last || verifier.judged() != read) {
                last = read;
                since = System.nanoTime();
            }
            long patience =
                    missing(from, to) == 0 ? SETTLED_MILLIS : isOwing(eventsSince) ? OWING_MILLIS : STILL_MILLIS;
            if (System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(patience)) {
                return;
            }
            FeedRig.pause();
        }
    }

    /** Whether an outage has begun and what it held up has not all been published. */
    private boolean isOwing(long eventsSince) {
        return outages("outage-began", eventsSince) > outages("outage-filled", eventsSince);
    }

    private long outages(String event, long since) {
        return rig.events().since(since).stream()
                .filter(seen -> seen.name().equals(event))
                .count();
    }
}
