package io.ctpfeed.standin;

import io.ctpfeed.standin.front.Front;
import io.ctpfeed.standin.front.Ledger;
import io.ctpfeed.standin.front.LoginDesk;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.MarketClock;
import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.standin.market.Timetable;
import io.ctpfeed.standin.market.Universe;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/**
 * An invented market and the fronts that serve it, in this process or, by {@link #main}, in one of its own. Any thread.
 *
 * <p>Once a trading day's contracts are listed they stay listed: a stand-in that runs through several days keeps its
 * contract list.
 */
public final class StandIn implements AutoCloseable {
    /** What a Java of its own needs on its command line to run {@link #main}: direct memory is Agrona's. */
    public static final List<String> JVM_OPTIONS = List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

    private static final int QUEUE_LOOK_MILLIS = 100;
    private static final DateTimeFormatter MARKET_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final StandInOptions options;
    private final Market market;
    private final MarketClock clock;
    private final LoginDesk desk;
    private final List<Front> fronts = new ArrayList<>();
    private final ControlPort control;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "standin-watch");
        thread.setDaemon(true);
        return thread;
    });

    private StandIn(StandInOptions options) throws IOException {
        this.options = options;
        if (!Timetable.isTradingDay(options.tradingDay())) {
            throw new IllegalArgumentException(options.tradingDay() + " is no trading day; choose one");
        }
        market = market(options);
        clock = new MarketClock(
                market, Timetable.frameFrom(options.tradingDay(), options.start()), options.skipClosed());
        desk = new LoginDesk(options.accounts());
        for (int i = 1; i <= options.fronts(); i++) {
            Front front = new Front(i, market, clock, desk, options.limits());
            front.checkMarketDataLogins(options.checkMarketDataLogins());
            fronts.add(front);
        }
        control = new ControlPort(this);
        watch.scheduleWithFixedDelay(
                () -> fronts.forEach(Front::checkQueues), QUEUE_LOOK_MILLIS, QUEUE_LOOK_MILLIS, TimeUnit.MILLISECONDS);
        clock.pace(options.pace());
    }

    /** Opens the fronts and starts the market. */
    public static StandIn start(StandInOptions options) {
        try {
            return new StandIn(options);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The market of these options without fronts: what a receiver needs to know all ticks. */
    public static Market market(StandInOptions options) {
        return new Market(options.seed(), Universe.of(options.instruments(), options.tradingDay()), options.activity());
    }

    /** Judges received ticks; one for each thread. */
    public Oracle oracle() {
        return new Oracle(market);
    }

    public Market market() {
        return market;
    }

    public MarketClock clock() {
        return clock;
    }

    public List<Front> fronts() {
        return List.copyOf(fronts);
    }

    /** @param number from 1 */
    public Front front(int number) {
        if (number < 1 || number > fronts.size()) {
            throw new IllegalArgumentException("front " + number + ": there are 1 to " + fronts.size());
        }
        return fronts.get(number - 1);
    }

    /** Which accounts are locked. */
    public LoginDesk desk() {
        return desk;
    }

    /** Loopback port for commands, see {@link ControlPort}. */
    public int controlPort() {
        return control.port();
    }

    /** Where it can be reached and what it is: what the command prints when it is up. */
    public Map<String, Object> addresses() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("standIn", "invented market");
        line.put("seed", options.seed());
        line.put("instruments", market.size());
        line.put("tradingDay", options.tradingDay().format(DateTimeFormatter.BASIC_ISO_DATE));
        List<Map<String, Object>> addresses = new ArrayList<>();
        for (Front front : fronts) {
            Map<String, Object> address = new LinkedHashMap<>();
            address.put("name", front.name());
            address.put("md", front.marketDataAddress());
            address.put("trader", front.traderAddress());
            addresses.add(address);
        }
        line.put("fronts", addresses);
        line.put("control", control.port());
        return line;
    }

    /** Of all fronts: ticks given to sessions, snapshots and all, and whether some are still to be given. Costs nothing. */
    public Map<String, Object> counts() {
        boolean behind = fronts.stream().anyMatch(Front::isBehind); // first: what is not behind is in the count
        long given = fronts.stream()
                .map(Front::ledger)
                .mapToLong(ledger -> ledger.messages() + ledger.pushed())
                .sum();
        return Map.of("given", given, "behind", behind);
    }

    /** What each front sent, and how many distinct frames they sent together. */
    public Map<String, Object> report(boolean perInstrument) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("marketTime", marketTime());
        List<Ledger> ledgers = fronts.stream().map(Front::ledger).toList();
        report.put("sent", Ledger.sentByAny(ledgers).size());
        report.put("owed", Ledger.owedByAny(ledgers).size());
        report.put("given", Ledger.givenByAny(ledgers).size());
        report.put(
                "fronts",
                fronts.stream().map(front -> front.report(perInstrument)).toList());
        return report;
    }

    /** yyyy-MM-ddTHH:mm:ss. */
    String marketTime() {
        return clock.now().format(MARKET_TIME);
    }

    @Override
    public void close() {
        watch.shutdownNow();
        clock.close();
        try {
            control.close();
            for (Front front : fronts) {
                front.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Runs a stand-in until its standard input ends or it is told to end. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new StandInCommand()).execute(args));
    }
}
