package io.ctpfeed.standin.front;

import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.MarketClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A CTP front over loopback: a market-data address and a trader address, any number of sessions on each, its own limits,
 * faults and account. Fronts of one market show the same ticks. Any thread.
 */
public final class Front implements AutoCloseable {
    private static final long LAG_LOOK_NANOS = 500_000;

    private final String name;
    private final int id;
    private final Market market;
    private final MarketClock clock;
    private final LoginDesk desk;
    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessionIds = new AtomicInteger();
    private final RateLimit connections = new RateLimit();
    private final Runnable waking = this::wake;
    private final Door marketDataDoor;
    private final Door traderDoor;

    private volatile Limits limits;
    private volatile long lagNanos;
    private volatile boolean checksMarketDataLogins;
    private volatile boolean silent;

    /** @param id CTP's FrontID, from 1 */
    public Front(int id, Market market, MarketClock clock, LoginDesk desk, Limits limits) throws IOException {
        this.name = "front" + id;
        this.id = id;
        this.market = market;
        this.clock = clock;
        this.desk = desk;
        this.limits = limits;
        this.ledger = new Ledger(market.size());
        this.marketDataDoor = new Door(name + "-md", 0, this::marketDataSession);
        this.traderDoor = new Door(name + "-trader", 0, this::traderSession);
        clock.listen(waking);
    }

    public String name() {
        return name;
    }

    /** {@code tcp://127.0.0.1:PORT}. */
    public String marketDataAddress() {
        return marketDataDoor.address();
    }

    /** {@code tcp://127.0.0.1:PORT}. */
    public String traderAddress() {
        return traderDoor.address();
    }

    public Faults faults() {
        return faults;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Limits limits() {
        return limits;
    }

    public void limits(Limits limits) {
        this.limits = limits;
    }

    /** Lets this front lag behind the market, and so behind other fronts. */
    public void lag(int millis) {
        lagNanos = millis * 1_000_000L;
    }

    /** Whether market-data logins need right credentials; real fronts mostly do not ask. */
    public void checkMarketDataLogins(boolean check) {
        checksMarketDataLogins = check;
    }

    /** Ends all sessions with that reason. @param reason 0: the connections just close, which is 0x1001 to the peer */
    public void drop(int reason) {
        each("drop", session -> session.drop(reason));
    }

    /** All sessions there are hear nothing more, not even heartbeats, though their link is up. */
    public void halfOpen() {
        each("half-open", Session::halfOpen);
    }

    /** Sends nothing for so long, then everything that waited. */
    public void stall(int millis) {
        each("stall", session -> session.stall(millis));
    }

    /** Lets the library of each market-data session hand out one tick so many times, for the benchmark. */
    public void pour(int count) {
        for (Session session : sessions) {
            if (session instanceof MarketDataSession marketData) {
                marketData.pour(count);
            }
        }
    }

    /** Takes connections, and says nothing on them. */
    public void silent(boolean silent) {
        this.silent = silent;
    }

    /** Shuts or opens both ports; sessions that are there stay. */
    public void refuseConnections(boolean refuse) {
        try {
            for (Door door : List.of(marketDataDoor, traderDoor)) {
                if (refuse) {
                    door.shut();
                } else {
                    door.open();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (refuse) {
            faults.happens("refuse-connections");
        }
    }

    /** Ends every fault; limits and lag stay. */
    public void clearFaults() {
        faults.clear();
        silent = false;
        refuseConnections(false);
    }

    /** Sessions of either kind. */
    public int sessions() {
        return (int) sessions.stream().filter(session -> !session.isLeaving()).count();
    }

    /** Instruments that the market-data session subscribed; of several the most. */
    public int subscribed() {
        return sessions.stream()
                .filter(session -> !session.isLeaving() && session instanceof MarketDataSession)
                .mapToInt(session -> ((MarketDataSession) session).subscribed())
                .max()
                .orElse(0);
    }

    /** Whether a session is still to be given ticks that were released. */
    public boolean isBehind() {
        return sessions.stream()
                .anyMatch(session ->
                        !session.isLeaving() && session instanceof MarketDataSession quotes && quotes.isBehind());
    }

    /** What happened here. @param perInstrument with each instrument's count, first and last frame */
    public Map<String, Object> report(boolean perInstrument) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("front", name);
        report.put("sessions", sessions());
        report.put("sessionsSoFar", sessionIds.get());
        report.put("subscribed", subscribed());
        report.put("sent", ledger.sent());
        report.put("withheld", ledger.withheld());
        report.put("snapshots", ledger.snapshots());
        report.put("pushed", ledger.pushed());
        report.put("messages", ledger.messages());
        report.put("faults", faults.happened());
        if (perInstrument) {
            Map<String, Object> instruments = new LinkedHashMap<>();
            for (int i = 0; i < market.size(); i++) {
                if (ledger.sent(i) > 0) {
                    instruments.put(
                            market.universe().contract(i).instrumentId(),
                            Map.of("sent", ledger.sent(i), "first", ledger.first(i), "last", ledger.last(i)));
                }
            }
            report.put("instruments", instruments);
        }
        return report;
    }

    /** Throws out whoever has too much queued; called every tenth of a second. */
    public void checkQueues() {
        int limit = limits.queuedPackets();
        for (Session session : sessions) {
            if (limit > 0 && session instanceof MarketDataSession marketData) {
                marketData.checkQueue(limit);
            }
        }
    }

    @Override
    public void close() throws IOException {
        clock.forget(waking);
        marketDataDoor.close();
        traderDoor.close();
        sessions.forEach(Session::cut);
    }

    int id() {
        return id;
    }

    Market market() {
        return market;
    }

    MarketClock clock() {
        return clock;
    }

    LoginDesk desk() {
        return desk;
    }

    boolean checksMarketDataLogins() {
        return checksMarketDataLogins;
    }

    RspInfo logIn(Request login) {
        return desk.logIn(LoginAnswer.brokerId(login), LoginAnswer.userId(login), LoginAnswer.password(login));
    }

    /** Milliseconds until a login is answered. */
    int loginDelay() {
        int delay = faults.loginDelayMillis();
        if (delay > 0) {
            faults.happens("slow-login");
        }
        return delay;
    }

    /** How far the market has gone, to this front. */
    long position() {
        long lag = lagNanos;
        return lag == 0 ? clock.position() : clock.positionAt(System.nanoTime() - lag);
    }

    /** Nanoseconds after which {@link #position()} may differ without anybody saying so. */
    long untilNextPosition() {
        return lagNanos == 0 ? Long.MAX_VALUE : LAG_LOOK_NANOS;
    }

    void ended(Session session) {
        sessions.remove(session);
    }

    private void wake() {
        for (Session session : sessions) {
            session.wake();
        }
    }

    private void each(String fault, Consumer<Session> action) {
        for (Session session : sessions) {
            action.accept(session);
            faults.happens(fault);
        }
    }

    private void marketDataSession(SocketChannel channel) {
        admit(channel, new MarketDataSession(this, sessionIds.incrementAndGet(), channel), MarketDataSession.class);
    }

    private void traderSession(SocketChannel channel) {
        admit(channel, new TraderSession(this, sessionIds.incrementAndGet(), channel), TraderSession.class);
    }

    private void admit(SocketChannel channel, Session session, Class<? extends Session> kind) {
        Limits allowed = limits;
        boolean tooFast = connections.isExceeded(1, allowed.connectionsPerSecond());
        long present = sessions.stream()
                .filter(other -> kind.isInstance(other) && !other.isLeaving())
                .count();
        boolean tooMany = allowed.sessions() > 0 && present >= allowed.sessions();
        if (tooFast || tooMany) {
            faults.happens(tooFast ? "connection-frequency" : "session-limit");
            session.cut();
            return;
        }
        if (silent) {
            faults.happens("silent");
        }
        sessions.add(session);
        session.start(silent);
    }
}
