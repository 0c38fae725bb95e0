package io.ctpfeed.component;

import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.LostTicks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.HealthCheckComponent;

/**
 * The component {@code ctp:}. Owns the thread that drains the rings of all accounts in this context, and knows which
 * accounts are being handed from one route to the next.
 *
 * <p>The accounts themselves are found in the registry ({@link Sources}), they belong to the service.
 */
@org.apache.camel.spi.annotations.Component("ctp")
public class CtpComponent extends HealthCheckComponent {
    private static final long END_MILLIS = 10_000;

    @Metadata(description = "The options that all endpoints start from")
    private CtpConfiguration configuration = new CtpConfiguration();

    @Metadata(autowired = true, label = "advanced", description = "The accounts there are")
    private Sources sources;

    @Metadata(
            autowired = true,
            label = "advanced",
            description = "The instruments the feed knows, shared by all its parts")
    private Instruments instruments;

    @Metadata(autowired = true, label = "advanced", description = "Told of ticks that a route could not take")
    private EventSink eventSink;

    @Metadata(autowired = true, label = "advanced", description = "Told of each tick that a route could not take")
    private LostTicks lostTicks;

    @Metadata(autowired = true, label = "advanced", description = "Which accounts are active, and which stand by")
    private Lineup lineup;

    @Metadata(
            label = "consumer,advanced",
            defaultValue = "10",
            description = "How many seconds of ticks an account that stands by keeps, to go on with when it takes over")
    private int standbyKeepSeconds = 10;

    @Metadata(
            label = "consumer,advanced",
            defaultValue = "BACKOFF",
            description = "What the thread that drains the rings does while they are empty: BUSY (lowest latency, burns"
                    + " a core), YIELDING, BACKOFF (spins a little, then sleeps up to 1600 microseconds unless woken),"
                    + " PARKING (sleeps until woken)")
    private WaitStrategy waitStrategy = WaitStrategy.BACKOFF;

    private volatile Predicate<String> startsHeld = account -> false;
    private final List<Retention> retentions = new CopyOnWriteArrayList<>();
    private DrainThread drain;
    private ExecutorService answers;

    /** Says which accounts' routes are being replaced; closed when the successors are started, or given up. */
    public final class Retention implements AutoCloseable {
        private final List<String> accounts;

        private Retention(List<String> accounts) {
            this.accounts = accounts;
        }

        @Override
        public void close() {
            retentions.remove(this);
        }

        private boolean covers(String account) {
            return accounts.isEmpty() || accounts.contains(account);
        }
    }

    /**
     * Until the answer is closed, routes that stop leave login, subscription and ring of these accounts to their
     * successors, for {@code keepSessionSeconds} at the most.
     *
     * @param accounts all if none is named
     */
    public Retention retain(String... accounts) {
        Retention retention = new Retention(List.of(accounts));
        retentions.add(retention);
        return retention;
    }

    /**
     * Logs out the accounts whose session was kept for a successor and that no route consumes any more: their route was
     * taken out. What is left in their ring waits for the next route of theirs.
     */
    public void endUnclaimed() {
        DrainThread present = presentDrain();
        if (present == null) {
            return;
        }
        Set<String> claimed = consumed();
        present.readers().stream()
                .filter(reader -> !claimed.contains(reader.account()))
                .forEach(RingReader::endKept);
    }

    /** Accounts that a route takes ticks from, running or not. */
    public Set<String> consumed() {
        return getCamelContext().getRoutes().stream()
                .map(Route::getEndpoint)
                .filter(CtpEndpoint.class::isInstance)
                .map(endpoint -> ((CtpEndpoint) endpoint).getConfiguration().getAccount())
                .collect(Collectors.toSet());
    }

    /** What is counted per account that has, or had, a consumer. */
    public Collection<ReaderCounters> counters() {
        DrainThread present = presentDrain();
        return present == null
                ? List.of()
                : present.readers().stream().map(RingReader::figures).toList();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isEmpty()) {
            throw new IllegalArgumentException(uri + ": no account; write ctp:NAME");
        }
        CtpConfiguration copy = configuration.copy();
        copy.setAccount(remaining);
        CtpEndpoint endpoint = new CtpEndpoint(uri, this, copy);
        setProperties(endpoint, parameters);
        copy.check();
        if (sources != null) {
            sources.source(remaining); // an unknown account is told now, not when the route starts
        }
        return endpoint;
    }

    @Override
    protected void doStop() throws Exception {
        DrainThread ending;
        synchronized (this) {
            ending = drain;
            drain = null;
        }
        if (ending != null) {
            ending.end(END_MILLIS);
            for (RingReader reader : ending.readers()) {
                reader.end();
                AccountMBean.unregister(getCamelContext(), reader.account());
            }
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (answers != null) {
            getCamelContext().getExecutorServiceManager().shutdown(answers);
            answers = null;
        }
        super.doShutdown();
    }

    MarketDataSource source(String account) {
        if (sources == null) {
            throw new IllegalStateException(
                    "ctp:" + account + ": no accounts; bind one " + Sources.class.getName() + " in the registry");
        }
        return sources.source(account);
    }

    Instruments instruments(String account) {
        if (instruments == null) {
            throw new IllegalStateException("ctp:" + account + ": no instruments; bind one "
                    + Instruments.class.getName() + " in the registry");
        }
        return instruments;
    }

    /** The reader of an account's ring; the same for the life of its source. */
    synchronized RingReader reader(MarketDataSource source) {
        if (drain == null) {
            drain = new DrainThread(getCamelContext(), waitStrategy);
        }
        for (RingReader reader : drain.readers()) {
            if (reader.source() == source) {
                return reader;
            }
            if (reader.account().equals(source.account()) && reader.consumer() == null) {
                drain.remove(reader); // the configuration made the account anew
                reader.end();
            }
        }
        RingReader added = new RingReader(
                source,
                instruments(source.account()),
                eventSink == null ? EventSink.NONE : eventSink,
                lostTicks == null ? LostTicks.NONE : lostTicks,
                new Standby(present(lineup), TimeUnit.SECONDS.toNanos(standbyKeepSeconds)),
                drain);
        drain.add(added);
        AccountMBean.register(getCamelContext(), new AccountMBean(source, added.figures()));
        return added;
    }

    /** Accounts that a route which starts leaves as they are. @param held by the account's name */
    public void holdStarts(Predicate<String> held) {
        startsHeld = held;
    }

    boolean holdsStart(String account) {
        return startsHeld.test(account);
    }

    /** What the line-up has an account do. */
    LineMode mode(String account) {
        return present(lineup).mode(account);
    }

    /** The line-up has changed: who waits for ticks looks again. */
    public void lineupChanged() {
        DrainThread present = presentDrain();
        if (present != null) {
            present.wake();
        }
    }

    private static Lineup present(Lineup lineup) {
        return lineup == null ? Lineup.ALL_HOT : lineup;
    }

    /** Whether its route is being replaced. */
    public boolean isRetained(String account) {
        return retentions.stream().anyMatch(retention -> retention.covers(account));
    }

    /** Whether the caller is the thread that drains the rings, which must not wait for itself. */
    boolean isDrainThread() {
        DrainThread present = presentDrain();
        return present != null && present.isCurrent();
    }

    /** Where routes go on after a source's answer: the source's own threads must not run them. */
    synchronized ExecutorService answers() {
        if (answers == null) {
            answers = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "CtpAnswer");
        }
        return answers;
    }

    private synchronized DrainThread presentDrain() {
        return drain;
    }

    public CtpConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(CtpConfiguration configuration) {
        this.configuration = configuration;
    }

    public Sources getSources() {
        return sources;
    }

    public void setSources(Sources sources) {
        this.sources = sources;
    }

    public Instruments getInstruments() {
        return instruments;
    }

    public void setInstruments(Instruments instruments) {
        this.instruments = instruments;
    }

    public EventSink getEventSink() {
        return eventSink;
    }

    public void setEventSink(EventSink eventSink) {
        this.eventSink = eventSink;
    }

    public LostTicks getLostTicks() {
        return lostTicks;
    }

    public void setLostTicks(LostTicks lostTicks) {
        this.lostTicks = lostTicks;
    }

    public Lineup getLineup() {
        return lineup;
    }

    public void setLineup(Lineup lineup) {
        this.lineup = lineup;
    }

    public int getStandbyKeepSeconds() {
        return standbyKeepSeconds;
    }

    public void setStandbyKeepSeconds(int standbyKeepSeconds) {
        this.standbyKeepSeconds = standbyKeepSeconds;
    }

    public WaitStrategy getWaitStrategy() {
        return waitStrategy;
    }

    public void setWaitStrategy(WaitStrategy waitStrategy) {
        this.waitStrategy = waitStrategy;
    }
}
