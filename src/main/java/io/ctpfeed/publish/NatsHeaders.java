package io.ctpfeed.publish;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * What camel-nats may make of headers: nothing. No exchange header leaves as a NATS header, and no NATS header becomes
 * one of an exchange, where names that start with {@code Camel} steer components. Any thread.
 */
public final class NatsHeaders implements HeaderFilterStrategy {
    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        return true;
    }
}
