package io.ctpfeed.drill;

import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.standin.StandIn;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.standin.market.Timetable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The whole way of a tick in one: a nats-server, the stand-in fronts in a process of their own, the service on the given
 * routes with one account for each front, and a reader that knows the seed. One thread.
 */
public final class FeedTrial implements AutoCloseable {
    private static final long STILL_MILLIS = 3_000;
    /** All has arrived: what comes doubled or late would come by then. */
    private static final long SETTLED_MILLIS = 500;

    /**
     * What to set up.
     *
     * @param market size, seed and activity; its pace is set by {@link #pace}
     * @param configDir with application.properties
     * @param extra properties over those of the file
     */
    public record Plan(
            StandInOptions market,
            Path home,
            Path configDir,
            Path routesDir,
            Purpose purpose,
            Map<String, String> extra) {}

    private final Plan plan;
    private final FeedRig rig;
    private TickVerifier verifier;

    /** Starts everything; the market stands still. */
    public FeedTrial(Plan plan) throws Exception {
        this.plan = plan;
        this.rig = new FeedRig(plan);
        try {
            StandInOptions market = plan.market();
            long first = Timetable.frameFrom(market.tradingDay(), market.start());
            verifier = new TickVerifier(rig.nats().url(), StandIn.market(market), market.tradingDay(), first);
            rig.startService();
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    public FeedService service() {
        return rig.service();
    }

    public StandInProcess standIn() {
        return rig.standIn();
    }

    public TickVerifier verifier() {
        return verifier;
    }

    public NatsServer nats() {
        return rig.nats();
    }

    /** Where the service keeps its state and takes commands. */
    public Path runDir() {
        return rig.runDir();
    }

    /** Waits until the whole market is acknowledged. */
    public void awaitSubscribed(Duration limit) throws InterruptedException, TimeoutException {
        rig.awaitSubscribed(limit);
    }

    /** Instruments acknowledged, over all accounts. */
    public int acknowledged() {
        return rig.acknowledged();
    }

    /** Lets the market go at a pace, or stand still. */
    public void pace(Pace pace) {
        rig.pace(pace);
    }

    /** Ticks the rings took. */
    public long received() {
        return rig.received();
    }

    public long published() {
        return rig.published();
    }

    /** Distinct frames that a front sent, or owed and withheld by a fault. */
    public long sent() {
        return rig.sent();
    }

    /** Stops the market, waits until nothing more comes, and judges. */
    public TrialResult finish() throws InterruptedException {
        pace(Pace.onCommand());
        long sent = awaitStill();
        return new TrialResult(
                "ctp",
                FeedRig.ACCOUNTS.size(),
                plan.market().instruments(),
                sent,
                received(),
                published(),
                verifier.read(),
                verifier.snapshots(),
                Math.max(0, sent - verifier.distinct()),
                verifier.doubled(),
                verifier.altered(),
                verifier.outOfOrder(),
                verifier.misclassified(),
                verifier.latencyMicros(50),
                verifier.latencyMicros(99));
    }

    /** Waits until fronts send nothing more and all of it was judged, or nothing more comes. @return what they sent */
    private long awaitStill() throws InterruptedException {
        long[] last = {-1, -1, -1};
        long stillSince = System.nanoTime();
        while (true) {
            long[] now = {sent(), verifier.read(), verifier.judged()};
            if (!Arrays.equals(now, last) || rig.ringDepth() > 0 || now[1] != now[2]) {
                last = now;
                stillSince = System.nanoTime();
            }
            long patience = verifier.distinct() >= now[0] ? SETTLED_MILLIS : STILL_MILLIS;
            if (System.nanoTime() - stillSince >= TimeUnit.MILLISECONDS.toNanos(patience)) {
                return now[0];
            }
            FeedRig.pause();
        }
    }

    /** Waits for a condition. */
    public static void await(Duration limit, String what, BooleanSupplier condition)
            throws InterruptedException, TimeoutException {
        FeedRig.await(limit, what, condition);
    }

    @Override
    public void close() throws Exception {
        try (rig) {
            if (verifier != null) {
                verifier.close();
            }
        }
    }
}
