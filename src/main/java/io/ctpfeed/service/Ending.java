package io.ctpfeed.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the service's end: each is taken, whatever became of those before it. */
final class Ending {
    /**
     * For what Camel still has to stop when the inflow has ended. Together with {@link #INFLOW_SECONDS} and what NATS
     * takes, less than the 30 s after which {@code ctpfeed run} ends all the same.
     */
    static final int CAMEL_SECONDS = 8;

    /** For all routes together that bring something in. */
    private static final int INFLOW_SECONDS = 12;

    private static final Logger LOG = LoggerFactory.getLogger(FeedService.class);
    /** Routes behind these get their exchanges from other routes, events among them: they end last. */
    private static final Set<String> WITHIN = Set.of("direct", "seda");

    private Ending() {}

    interface Step {
        void run() throws Exception;
    }

    static void quietly(String what, Step step) {
        try {
            step.run();
        } catch (Exception | Error e) {
            LOG.warn("{} did not end cleanly: {}", what, e.toString());
        }
    }

    /**
     * Stops the routes that bring something in, those of the accounts first: they log out, which ends what waits for a
     * front's answer, and hand on what their rings still hold. The routes behind them run on.
     *
     * @param context null: never started
     */
    static void stopInflow(CamelContext context) {
        if (context == null) {
            return;
        }
        List<Route> routes = new ArrayList<>(context.getRoutes());
        routes.removeIf(route -> WITHIN.contains(scheme(route)));
        routes.sort(Comparator.comparing((Route route) -> !scheme(route).equals("ctp")));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(INFLOW_SECONDS);
        for (Route route : routes) {
            long left = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(deadline - System.nanoTime()));
            quietly("route " + route.getId(), () -> context.getRouteController()
                    .stopRoute(route.getId(), left, TimeUnit.SECONDS));
        }
    }

    private static String scheme(Route route) {
        return route.getEndpoint().getEndpointUri().replaceFirst(":.*", "");
    }
}
