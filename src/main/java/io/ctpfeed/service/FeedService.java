package io.ctpfeed.service;

import io.ctpfeed.component.CtpComponent;
import io.ctpfeed.component.WaitStrategy;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.OpsConfig;
import io.ctpfeed.config.PublishConfig;
import io.ctpfeed.ops.ApiMetrics;
import io.ctpfeed.ops.HawtioMetrics;
import io.ctpfeed.ops.TickLatency;
import io.ctpfeed.ops.hawtio.HawtioServer;
import io.ctpfeed.publish.EventJson;
import io.ctpfeed.publish.NatsHeaders;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.publish.NatsTicksComponent;
import io.ctpfeed.publish.TickDelivery;
import io.ctpfeed.service.command.CommandServer;
import io.ctpfeed.service.command.OperatorCommands;
import io.ctpfeed.service.day.DayService;
import io.ctpfeed.service.duty.DutyService;
import io.ctpfeed.service.failover.FailoverService;
import io.ctpfeed.service.inspect.HealthSweep;
import io.ctpfeed.service.inspect.Recovering;
import io.ctpfeed.service.nats.NatsStores;
import io.ctpfeed.service.reload.LiveReload;
import io.ctpfeed.service.subscribe.ContractLists;
import io.ctpfeed.service.subscribe.Subscribing;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Sources;
import io.ctpfeed.source.ctp.CtpLibrary;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.main.Main;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running service: library, NATS, accounts, the Camel context with the operators' routes, live reload. Started and
 * closed by one thread; the rest may be asked by any.
 *
 * <p>Order at start: what can refuse the machine, the configuration or the routes first, then NATS (waited for as long as it takes),
 * then the routes, which start the accounts. The other way round at the end.
 */
public final class FeedService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedService.class);
    private static final int EVENT_QUEUE = 10_000;
    /** Ticks that come before they can go out live are kept, and late. */
    private static final Duration DELIVERY_PATIENCE = Duration.ofSeconds(5);

    /**
     * What to start.
     *
     * @param configDir where application.properties, the calendar and the sessions lie, watched
     * @param routesDir where the routes lie, watched
     */
    public record Request(Path configDir, Path routesDir, ConfigSource source, FeedConfig config, Purpose purpose) {}

    /** How far it is. */
    public enum Phase {
        /** NATS is waited for, routes are loaded. */
        STARTING,
        RUNNING,
        ENDING
    }

    private final Request request;
    private final EventRelay events = new EventRelay();
    private final Instruments instruments = new Instruments();
    private final CtpLibrary library;
    private final AccountSources sources;
    private final TickQuality quality;
    private final NatsLink nats;
    private final NatsGate natsGate;
    private final Main main = new Main();
    private final CalendarGuard calendar;
    private final Observation observation;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final DayService day;
    private final HandStops handStops;
    private final StopKeeper stops;
    private final DutyService duties;
    private final FailoverService failover;
    private final Listing listing;
    private final HawtioServer hawtio;
    private volatile boolean closing;
    private volatile String failure = "";
    private volatile boolean running;
    private volatile boolean restartWanted;
    private CtpComponent ctp;
    private NatsTicksComponent natsTicks;
    private TickDelivery delivery;
    private LossWatch losses;
    private Edits edits;
    private CommandServer commands;
    private Upkeep upkeep;
    private NatsStores natsStores;
    private Gaps gaps;
    private final TickLatency latency = new TickLatency();
    private DownstreamWatch downstream;

    private FeedService(Request request) {
        this.request = request;
        this.calendar =
                new CalendarGuard(request.configDir(), !request.purpose().standInAllowed(), events);
        this.observation = new Observation(
                request.config().ops().httpPort(), request.config().alerts());
        this.library = CtpLibrary.load(request.purpose().standInAllowed());
        LOG.info("CTP library {}{}", library.marketDataVersion(), library.standIn() ? ": THE MARKET IS INVENTED" : "");
        this.sources = new AccountSources(request.config(), instruments, library, new StateEvents(events));
        this.handStops = new HandStops(sources, this::context, this::phase, this::mode);
        this.stops =
                new StopKeeper(learnt("hand-stops", ".json"), request.config().accounts(), sources, handStops);
        this.day = new DayService(
                moment -> calendar.calendar().days().tradingDayAt(moment),
                moment -> calendar.calendar().dayMeantAt(moment),
                instruments,
                sources,
                events,
                request.config().ops().runDir(),
                library.standIn());
        events.listen(day.recorder());
        this.quality = new TickQuality(
                instruments,
                this.calendar::calendar,
                learnt("pace", ".bin"),
                Duration.ofSeconds(request.config().lines().windowSeconds()));
        this.listing = new Listing(request, sources, instruments, events, calendar.calendar(), library.standIn());
        sources.all().forEach(source -> {
            source.addListener(quality.listener(source));
            ApiMetrics.follow(source, observation.registry());
        });
        this.nats = new NatsLink(NatsProperties.settings(request.config().nats()), events);
        this.natsGate = new NatsGate(nats, request.config().nats().servers().toString(), () -> closing);
        this.failover = new FailoverService(
                request.config(),
                sources,
                account -> handStops.isHeld(account) && !ctp.isRetained(account),
                this.calendar::calendar,
                quality.arbitration(),
                events,
                observation.registry(),
                learnt("failover", ".json"));
        this.hawtio = new HawtioServer(
                request.config().hawtio(),
                request.configDir(),
                request.config().ops().runDir());
        this.duties = new DutyService(
                this, this.calendar.calendar(), events, observation.registry(), new CheckedEnd(this, request));
    }

    /**
     * Starts a service; returns when its routes run.
     *
     * @throws io.ctpfeed.source.SourceUnavailableException if the CTP library cannot work here
     * @throws ServiceException if routes or properties are refused
     * @throws InterruptedException while NATS is waited for
     */
    public static FeedService start(Request request) throws Exception {
        FeedService service = new FeedService(request);
        try {
            service.start();
            return service;
        } catch (Exception | Error e) {
            service.close();
            throw e;
        }
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    public Sources sources() {
        return sources;
    }

    public Instruments instruments() {
        return instruments;
    }

    public NatsLink nats() {
        return nats;
    }

    /** Streams and last values that JetStream keeps. */
    public NatsStores natsStores() {
        return natsStores;
    }

    /** Classes of ticks, pace of instruments. */
    public TickQuality quality() {
        return quality;
    }

    /** Ticks that are missing. */
    public Gaps gaps() {
        return gaps;
    }

    public CtpComponent ctp() {
        return ctp;
    }

    public NatsTicksComponent natsTicks() {
        return natsTicks;
    }

    /** What becomes of ticks on their way to NATS. */
    public TickDelivery delivery() {
        return delivery;
    }

    /** Edits of routes/ and config/; null before they are looked for. */
    Edits edits() {
        return edits;
    }

    public LiveReload reload() {
        return edits.reload();
    }

    public Phase phase() {
        return closing ? Phase.ENDING : running ? Phase.RUNNING : Phase.STARTING;
    }

    /**
     * Ends the service so that whoever supervises it starts it anew: the process ends with exit code 75. Returns at once;
     * any thread.
     */
    public void endToRestart() {
        restartWanted = true;
        new Thread(this::close, "restart").start();
    }

    /** Whether it ended by {@link #endToRestart}. */
    public boolean restartWanted() {
        return restartWanted;
    }

    /** Where it takes commands: parts of it add theirs. */
    public CommandServer commands() {
        return commands;
    }

    /** Subscription runs. */
    public Subscribing subscribing() {
        return upkeep.subscribing();
    }

    /** What an operator stopped by hand. */
    public HandStops handStops() {
        return handStops;
    }

    /** Which account is active, and why. */
    public FailoverService failover() {
        return failover;
    }

    /** What an account does now. */
    public LineMode mode(String account) {
        return failover.lineup().mode(account);
    }

    /** Inspections. */
    public HealthSweep sweep() {
        return upkeep.sweep();
    }

    /** What mends itself. */
    public Recovering recovering() {
        return upkeep.recovering();
    }

    /** What the accounts should subscribe. */
    public ContractLists contractLists() {
        return listing.lists();
    }

    public CtpLibrary library() {
        return library;
    }

    /** The record of the trading day, its reconciliation and report. */
    public DayService day() {
        return day;
    }

    /** What is to be done at set times of a trading day, and when. */
    public DutyService duties() {
        return duties;
    }

    /** Where operators steer it. */
    public HawtioServer hawtio() {
        return hawtio;
    }

    /**
     * Waits until {@link #close}.
     *
     * @throws ServiceException if the service ended by itself, for it could not go on
     */
    public void awaitEnd() throws InterruptedException {
        ended.await();
        if (!failure.isEmpty()) {
            throw new ServiceException(List.of(failure));
        }
    }

    /** Logs out, publishes what is left, closes all; does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        Ending.close("what was stopped by hand", stops);
        closing = true;
        Ending.close("Hawtio", hawtio);
        duties.close();
        Ending.close("failover", failover); // who logs out now has not failed
        Ending.close("edits", edits);
        Ending.close("downstream", downstream);
        Ending.close("commands", commands);
        Ending.close("upkeep", upkeep);
        Ending.quietly("gaps", gaps == null ? () -> {} : gaps::stopLooking);
        // What these say still goes out: the route of events ends after them, then NATS.
        Ending.quietly("inflow", () -> Ending.stopInflow(main.getCamelContext()));
        Ending.quietly("accounts", sources::close);
        Ending.close("loss watch", losses);
        Ending.quietly("events", () -> Ending.stopQueues(main.getCamelContext()));
        Ending.quietly("routes", main::stop);
        Ending.close("delivery", delivery);
        Ending.close("gaps", gaps);
        events.disconnect();
        Ending.close("record of the day", day);
        Ending.quietly("pace of instruments", quality::close);
        Ending.close("last values", natsStores);
        Ending.quietly("NATS", nats::close);
        ended.countDown();
    }

    private void start() throws Exception {
        commands = takeCommands();
        sources.claim();
        natsStores = new NatsStores(
                request.configDir(),
                nats,
                instruments,
                events,
                Duration.ofMillis(request.config().nats().connectTimeoutMillis()));
        downstream = new DownstreamWatch(request.config().nats(), nats, natsStores);
        nats.start();
        long epoch = System.currentTimeMillis();
        gaps = new Gaps(
                request.config(),
                instruments,
                sources,
                handStops,
                quality,
                events,
                this::delivery,
                epoch,
                this::learnt);
        events.listen(gaps.detector());
        main.setDefaultPropertyPlaceholderLocation("false"); // the files are ours to read
        main.configure()
                .withName("ctpfeed")
                .withAutoConfigurationLogSummary(false)
                .withShutdownTimeout(Ending.CAMEL_SECONDS)
                .withDurationHitExitCode(0);
        // The file, which is read anew when it is edited, lies between the two: over defaults, under .env and the like.
        observation.configure(main);
        request.source().properties().forEach((key, text) -> main.addInitialProperty(key.toString(), text.toString()));
        main.setOverrideProperties(request.source().overruling());
        main.bind("sources", sources);
        main.bind("instruments", instruments);
        main.bind("marketCalendar", calendar.calendar());
        main.bind("eventSink", events);
        main.bind("natsConnection", nats.connection());
        delivery = Delivery.start(request.config(), nats.connection(), events);
        main.bind("tickDelivery", delivery);
        main.bind("natsHeaders", new NatsHeaders());
        main.bind("eventJson", new EventJson(epoch));
        main.bind(
                "publishObserver",
                day.recorder().and(natsStores.observer()).and(gaps.observer()).and(latency));
        main.bind("dayClose", day.dayClose());
        main.bind("classification", quality.classification());
        main.bind("arbitration", quality.arbitration());
        main.bind("gaps", gaps.watch());
        duties.beans().forEach(main::bind);
        failover.beans().forEach(main::bind);
        upkeep = new Upkeep(
                request.config(),
                listing,
                sources,
                instruments,
                quality,
                handStops,
                this::mode,
                calendar::calendar,
                events,
                learnt("recovery", ".json"));
        upkeep.beans().forEach(main::bind);
        main.bind("tickErrorHandler", new NoErrorHandlerDefinition());
        main.start();
        CamelContext context = main.getCamelContext();
        context.getComponent("seda", SedaComponent.class).setQueueSize(EVENT_QUEUE);
        ctp = context.getComponent("ctp", CtpComponent.class);
        ctp.setWaitStrategy(
                WaitStrategy.valueOf(request.config().source().waitStrategy().name()));
        ctp.setStandbyKeepSeconds(request.config().lines().standbyKeepSeconds());
        failover.connect(context, ctp::lineupChanged);
        natsTicks = context.getComponent("nats-ticks", NatsTicksComponent.class);
        natsTicks.setEpoch(epoch);
        events.connect(context);
        upkeep.connect(context).forEach(commands::add);
        edits = new Edits(
                request,
                context,
                ctp,
                events.unlogged(),
                upkeep::renew,
                upkeep::renew,
                gaps::renew,
                observation::renew);
        edits.check();
        natsGate.await();
        if (request.config().publish().delivery() == PublishConfig.Delivery.JETSTREAM) {
            natsStores.awaitThere(DELIVERY_PATIENCE);
        }
        delivery.awaitLive(DELIVERY_PATIENCE);
        ctp.holdStarts(handStops::holdsStart);
        stops.begin(() -> ctp.isRetained(""));
        edits.start(stops.routes());
        natsGate.onRefusal(refusal -> {
            failure = refusal;
            new Thread(this::close, "nats-refused").start(); // not on NATS' own thread, which is waited for
        });
        calendar.follow(edits.files());
        natsStores.follow(edits::follow);
        upkeep.follow(edits, request.configDir());
        day.start();
        day.commands().forEach(commands::add);
        commands.add(duties.command());
        commands.add(new AccountFeedCommand(this));
        commands.add(natsStores.command());
        failover.commands().forEach(commands::add);
        losses = new LossWatch(sources, natsTicks, events);
        gaps.start();
        new OperatorCommands(commands).register(context);
        downstream.start();
        observation.begin(new ServiceFigures(this, events, calendar, latency, downstream.figures()));
        running = true;
        LOG.info(
                "running: {} routes, accounts {}, {} scheduling",
                context.getRoutesSize(),
                request.config().accounts().keySet(),
                Scheduling.ofThisProcess().text());
        HawtioMetrics.bind(hawtio, observation.registry());
        hawtio.start();
    }

    private CommandServer takeCommands() {
        OpsConfig ops = request.config().ops();
        try {
            return new CommandServer(
                            ops.runDir(), ops.commandPort(), request.source().home(), request.configDir())
                    .add(new FeedStatusCommand(this));
        } catch (IOException e) {
            throw new ServiceException(List.of(e.getMessage()));
        }
    }

    /** What is learned of an invented market stays apart. */
    private Path learnt(String name, String ending) {
        return request.config().ops().runDir().resolve(name + (library.standIn() ? "-standin" : "") + ending);
    }
}
