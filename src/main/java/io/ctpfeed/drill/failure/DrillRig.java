package io.ctpfeed.drill.failure;

import io.ctpfeed.drill.Closing;
import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.drill.Folders;
import io.ctpfeed.drill.TickVerifier;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.standin.StandIn;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.standin.market.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a drill runs on: fronts with a process each, NATS, the service on copies of the shipped routes and configuration, an
 * independent reader of ticks and of events. One thread.
 */
public final class DrillRig implements AutoCloseable {
    /** Of the whole market. With two ticks a second of each instrument market time goes as fast as the clock. */
    static final int TICKS_PER_SECOND = 5_000;

    private static final int INSTRUMENTS = TICKS_PER_SECOND / 2;
    private static final StandInOptions MARKET = StandInOptions.DEFAULT.withInstruments(INSTRUMENTS);
    private static final int WARM_TICKS = 3 * TICKS_PER_SECOND;
    private static final String TICKS = "md-ticks";
    private static final Duration START = Duration.ofSeconds(120);

    private final Closing opened = new Closing();
    private final DrillSetup setup;
    private final Market market = StandIn.market(MARKET);
    private final Path home;
    private FeedRig feed;
    private TickVerifier verifier;
    private EventWatch events;
    private ServiceProcess process;

    /** Everything is up and subscribed; the market stands still. @param installation with routes/ and config/ */
    public DrillRig(Path installation, DrillSetup setup) throws Exception {
        this.setup = setup;
        this.home = Files.createTempDirectory("ctpfeed-drill");
        opened.later(() -> Folders.delete(home));
        try {
            for (String folder : List.of("routes", "config")) {
                Folders.copy(installation.resolve(folder), home.resolve(folder));
            }
            for (DrillSetup.Edit edit : setup.edits()) {
                edit(edit);
            }
            FeedTrial.Plan plan = new FeedTrial.Plan(
                    MARKET, home, home.resolve("config"), home.resolve("routes"), Purpose.DRILL, setup.properties());
            feed = opened.later(new FeedRig(plan, true, setup.natsNodes()));
            long first = Timetable.frameFrom(MARKET.tradingDay(), MARKET.start());
            verifier = opened.later(
                    new TickVerifier(feed.natsUrl(), market, MARKET.tradingDay(), first, setup.stored() ? TICKS : ""));
            events = opened.later(new EventWatch(feed.natsUrl(), setup.stored()));
            startService();
            warmUp();
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    private void startService() throws Exception {
        if (setup.ownProcess()) {
            feed.followMarket();
            process = opened.later(new ServiceProcess(feed, setup.diskMebibytes()));
            process.start();
        } else {
            feed.startService();
        }
        FeedRig.await(START, "subscriptions of " + INSTRUMENTS + " instruments on each line", this::isSubscribed);
    }

    /** Some seconds of ticks, in which the JVM compiles; what is late because of it is nothing that a drill is about. */
    private void warmUp() throws Exception {
        long from = flow();
        FeedRig.await(START, "the first ticks", () -> verifier.read() > INSTRUMENTS + WARM_TICKS);
        long to = rest();
        FeedRig.await(START, "the last of the first ticks", () -> {
            boolean[] all = {true};
            verifier.missing(from, to, (contract, frame) -> all[0] &= frame < Position.frame(to) - 1);
            return all[0];
        });
    }

    /** Lets ticks flow. @return how far the market was */
    long flow() {
        long from = feed.fronts().position();
        feed.pace(Pace.evenly(TICKS_PER_SECOND));
        return from;
    }

    /** Stops the market. @return how far it is */
    long rest() {
        feed.pace(Pace.onCommand());
        feed.fronts().level(market);
        return feed.fronts().position();
    }

    /** Whether each line has subscribed the whole market, as its front says. */
    boolean isSubscribed() {
        for (int front = 1; front <= FeedRig.ACCOUNTS.size(); front++) {
            if (feed.fronts().front(front, "report").path("subscribed").asInt() < INSTRUMENTS) {
                return false;
            }
        }
        return true;
    }

    DrillSetup setup() {
        return setup;
    }

    FeedRig feed() {
        return feed;
    }

    TickVerifier verifier() {
        return verifier;
    }

    EventWatch events() {
        return events;
    }

    /** Null where the service runs in this one. */
    ServiceProcess process() {
        return process;
    }

    /** The installation under test. */
    Path home() {
        return home;
    }

    Market market() {
        return market;
    }

    int instruments() {
        return INSTRUMENTS;
    }

    @Override
    public void close() throws Exception {
        opened.close();
    }

    private void edit(DrillSetup.Edit edit) throws IOException {
        Path file = home.resolve(edit.file());
        String text = Files.readString(file);
        if (!text.contains(edit.text())) {
            throw new IOException(file + ": no '" + edit.text() + "' to be edited");
        }
        Files.writeString(file, text.replace(edit.text(), edit.instead()));
    }
}
