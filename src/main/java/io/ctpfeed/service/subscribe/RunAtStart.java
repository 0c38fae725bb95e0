package io.ctpfeed.service.subscribe;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route with this policy runs once whenever it starts: with the service, and after an edit that replaced it. So an edit of
 * what should be subscribed is in force at once. Camel's threads; the route runs on one of the service's.
 */
public final class RunAtStart extends RoutePolicySupport {
    /** Of the endpoints of subscription routes: {@code direct:subscribe-ACCOUNT}. */
    static final String PREFIX = "subscribe-";

    private static final Logger LOG = LoggerFactory.getLogger(RunAtStart.class);

    private final Executor threads;

    RunAtStart(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void onStart(Route route) {
        threads.execute(() -> {
            try (ProducerTemplate template = route.getCamelContext().createProducerTemplate()) {
                template.start();
                template.sendBody(route.getEndpoint(), ""); // waits until the route takes it
            } catch (Exception e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof RejectedExecutionException) {
                    LOG.debug("route {} ended before it had run", route.getRouteId());
                } else {
                    LOG.warn("route {} did not run at its start: {}", route.getRouteId(), cause.toString());
                }
            }
        });
    }
}
