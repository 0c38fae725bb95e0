package io.ctpfeed.publish;

import io.ctpfeed.tick.Instruments;
import io.nats.client.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The component {@code nats-ticks:}. It keeps publishers and their numbers, so that a route may be reloaded, its format
 * changed, its endpoint made anew, and counting goes on.
 */
@Component("nats-ticks")
public class NatsTicksComponent extends DefaultComponent {
    @Metadata(autowired = true, description = "The connection to NATS; it has to be the one that NatsLink made")
    private Connection connection;

    @Metadata(autowired = true, description = "The instruments that the ticks' indexes refer to")
    private Instruments instruments;

    @Metadata(
            autowired = true,
            label = "advanced",
            description = "Delivers ticks. By default one is made: core NATS, no journal")
    private TickDelivery delivery;

    @Metadata(
            autowired = true,
            label = "advanced",
            description = "Told of each tick that NATS took, for one prefix: that of the endpoint that was there first")
    private PublishObserver observer;

    @Metadata(
            description = "Number of this start of the service, part of each message. By default the milliseconds"
                    + " since 1970 at which this component was made")
    private long epoch = System.currentTimeMillis();

    private final Map<String, TickSequences> sequences = new ConcurrentHashMap<>();
    private final Map<String, TickPublisher> publishers = new ConcurrentHashMap<>();
    /** Another prefix is another stream of the same ticks, on a thread of its own perhaps. */
    private final AtomicReference<String> observedPrefix = new AtomicReference<>();

    private TickDelivery ownDelivery;

    public NatsTicksComponent() {}

    public NatsTicksComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        NatsTicksEndpoint endpoint = new NatsTicksEndpoint(uri, this);
        endpoint.setPrefix(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private synchronized TickDelivery delivery() {
        if (delivery == null && ownDelivery == null) {
            ownDelivery = TickDelivery.start(connection, DeliverySettings.CORE, null, new OutageListener.Silent());
        }
        return delivery == null ? ownDelivery : delivery;
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        if (ownDelivery != null) {
            ownDelivery.close();
        }
    }

    /** What each publisher has counted, for metrics and reports. Any thread. */
    public Collection<PublishCounters> counters() {
        return publishers.values().stream().map(TickPublisher::counters).toList();
    }

    /** The publisher of a prefix and format: the same for the life of the component. */
    TickPublisher publisher(String prefix, TickFormat format) {
        if (connection == null) {
            throw new IllegalArgumentException(
                    "nats-ticks: no connection to NATS; bind a bean of type io.nats.client.Connection (NatsLink)");
        }
        if (instruments == null) {
            throw new IllegalArgumentException(
                    "nats-ticks: no instruments; bind the bean of type io.ctpfeed.tick.Instruments that the sources use");
        }
        return publishers.computeIfAbsent(format + ":" + prefix, key -> makePublisher(prefix, format));
    }

    private TickPublisher makePublisher(String prefix, TickFormat format) {
        TickPublisher publisher = new TickPublisher(
                instruments,
                new Subjects(prefix),
                sequences.computeIfAbsent(prefix, key -> new TickSequences(epoch)),
                format.encoder(),
                delivery());
        observedPrefix.compareAndSet(null, prefix);
        return observer != null && prefix.equals(observedPrefix.get()) ? publisher.observedBy(observer) : publisher;
    }

    public Connection getConnection() {
        return connection;
    }

    public void setConnection(Connection connection) {
        this.connection = connection;
    }

    public Instruments getInstruments() {
        return instruments;
    }

    public void setInstruments(Instruments instruments) {
        this.instruments = instruments;
    }

    public TickDelivery getDelivery() {
        return delivery;
    }

    public void setDelivery(TickDelivery delivery) {
        this.delivery = delivery;
    }

    public PublishObserver getObserver() {
        return observer;
    }

    public void setObserver(PublishObserver observer) {
        this.observer = observer;
    }

    public long getEpoch() {
        return epoch;
    }

    public void setEpoch(long epoch) {
        this.epoch = epoch;
    }
}
