package io.ctpfeed.publish;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Publish ticks to NATS, one subject an instrument.
 *
 * <p>The body is a batch of ticks or a single one; the subject is PREFIX.EXCHANGE.INSTRUMENT. Ticks that are taken
 * already are passed over. What NATS cannot take now fails the exchange with TicksRefusedException and is to be offered
 * again.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "nats-ticks",
        title = "NATS Ticks",
        syntax = "nats-ticks:prefix",
        producerOnly = true,
        category = {Category.MESSAGING})
@ManagedResource(description = "Managed NATS ticks endpoint")
public class NatsTicksEndpoint extends DefaultEndpoint {
    @UriPath(description = "First tokens of the subjects, without a dot at the end")
    @Metadata(required = true)
    private String prefix;

    @UriParam(defaultValue = "JSON", description = "Wire format of a tick")
    private TickFormat format = TickFormat.JSON;

    public NatsTicksEndpoint(String uri, NatsTicksComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new NatsTicksProducer(this, publisher());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "nats-ticks: only publishes; read ticks with nats:" + prefix + ".> (camel-nats)");
    }

    @ManagedAttribute(description = "Ticks handed to NATS")
    public long getPublished() {
        return counters().published();
    }

    @ManagedAttribute(description = "Bytes of their payloads")
    public long getPublishedBytes() {
        return counters().bytes();
    }

    @ManagedAttribute(description = "Batches given back because NATS could not take more; nothing is lost by it")
    public long getRefused() {
        return counters().refused();
    }

    @ManagedAttribute(description = "Ticks that went to the journal while NATS was away")
    public long getLate() {
        return counters().late();
    }

    @ManagedAttribute(description = "Ticks that the journal had no place for")
    public long getLost() {
        return counters().lost();
    }

    @ManagedAttribute(description = "Ticks that could not be encoded or sent for a fault of their own")
    public long getFailed() {
        return counters().failed();
    }

    @ManagedAttribute(description = "Ticks published under the exchange UNKNOWN")
    public long getUnknownExchange() {
        return counters().unknownExchange();
    }

    @ManagedAttribute(description = "Number of this start of the service, part of each message")
    public long getEpoch() {
        return publisher().epoch();
    }

    @ManagedAttribute(description = "First tokens of the subjects")
    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    @ManagedAttribute(description = "Wire format of a tick")
    public String getFormatName() {
        return format.name();
    }

    public TickFormat getFormat() {
        return format;
    }

    public void setFormat(TickFormat format) {
        this.format = format;
    }

    private PublishCounters counters() {
        return publisher().counters();
    }

    private TickPublisher publisher() {
        return ((NatsTicksComponent) getComponent()).publisher(prefix, format);
    }
}
