package io.ctpfeed.service;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the service's end: each is taken, whatever became of those before it. */
final class Ending {
    /**
     * For what Camel still has to stop in the end. Together with the times below and what NATS takes, less than the 30 s
     * after which {@code ctpfeed run} ends all the same.
     */
    static final int CAMEL_SECONDS = 6;

    private static final int INFLOW_SECONDS = 12;
    private static final int QUEUES_SECONDS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(FeedService.class);
    private static final String QUEUE = "seda";
    /** What comes out of these, other routes put in: events among it. */
    private static final Set<String> WITHIN = Set.of("direct", QUEUE);

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
        stop(context, INFLOW_SECONDS, route -> !WITHIN.contains(scheme(route)));
    }

    /**
     * Stops the routes that empty a queue, when it is empty. A context that is stopping as a whole would start no new
     * producer for what is still in it.
     *
     * @param context null: never started
     */
    static void stopQueues(CamelContext context) {
        stop(context, QUEUES_SECONDS, route -> scheme(route).equals(QUEUE));
    }

    private static void stop(CamelContext context, int seconds, Predicate<Route> which) {
        if (context == null) {
            return;
        }
        List<Route> routes = new ArrayList<>(context.getRoutes());
        Collections.reverse(routes); // who gives was added after who takes
        routes.removeIf(which.negate());
        routes.sort(Comparator.comparing((Route route) -> !scheme(route).equals("ctp")));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
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
