package io.ctpfeed.ops;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;

/**
 * Camel's own metrics of routes, for those that steer the feed: subscription, failover, checkpoints and the like. Not for the
 * routes of ticks, where a timer costs more than all their steps: those begin at {@code ctp:} or {@code direct:ticks}. Any
 * thread.
 */
public final class ControlRoutes implements RoutePolicyFactory {
    private final MicrometerRoutePolicyFactory metrics = new MicrometerRoutePolicyFactory();

    public ControlRoutes(MeterRegistry registry) {
        metrics.setMeterRegistry(registry);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        if (route instanceof RouteDefinition definition && isOfTicks(definition.getEndpointUrl())) {
            return null;
        }
        metrics.setCamelContext(context);
        return metrics.createRoutePolicy(context, routeId, route);
    }

    private static boolean isOfTicks(String from) {
        return from.startsWith("ctp:") || from.startsWith("direct:ticks") || from.startsWith("direct://ticks");
    }
}
