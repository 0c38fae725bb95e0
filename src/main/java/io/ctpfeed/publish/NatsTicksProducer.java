package io.ctpfeed.publish;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Hands the ticks of an exchange to the {@link TickPublisher}. */
public class NatsTicksProducer extends DefaultProducer {
    private final TickPublisher publisher;

    NatsTicksProducer(NatsTicksEndpoint endpoint, TickPublisher publisher) {
        super(endpoint);
        this.publisher = publisher;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        if (exchange.getMessage().getBody() instanceof Tick tick) {
            publisher.publishOne(tick);
        } else {
            publisher.publish(exchange.getMessage().getMandatoryBody(TickBatch.class));
        }
    }
}
