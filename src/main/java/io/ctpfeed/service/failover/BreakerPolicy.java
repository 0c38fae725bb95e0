package io.ctpfeed.service.failover;

import io.ctpfeed.failover.Circuit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the circuit breakers of probe routes: the policy {@code failoverBreaker} of routes/failover.yaml. Camel makes a
 * breaker with its route, closed: this sets it by what is known of the account. Any thread.
 */
final class BreakerPolicy extends RoutePolicySupport {
    /** Of the endpoints of probe routes: {@code direct:probe-ACCOUNT}. */
    static final String PREFIX = "probe-";

    private static final Logger LOG = LoggerFactory.getLogger(BreakerPolicy.class);

    private final Map<String, ResilienceProcessor> breakers = new ConcurrentHashMap<>();
    private final Function<String, Circuit> known;

    /** @param known how an account's circuit stands */
    BreakerPolicy(Function<String, Circuit> known) {
        this.known = known;
    }

    @Override
    public void onStart(Route route) {
        String uri = route.getEndpoint().getEndpointUri();
        String account = uri.substring(uri.indexOf(PREFIX) + PREFIX.length()).replaceAll("\\?.*", "");
        ResilienceProcessor breaker = find(route.navigate());
        if (breaker == null) {
            LOG.warn(
                    "route {} has no circuit breaker: account {} is not watched; see routes/failover.yaml",
                    route.getRouteId(),
                    account);
            breakers.remove(account);
            return;
        }
        if (known.apply(account) == Circuit.OPEN) {
            breaker.transitionToOpenState();
        }
        breakers.put(account, breaker);
    }

    /** Closed where there is none. */
    Circuit circuit(String account) {
        ResilienceProcessor breaker = breakers.get(account);
        return breaker == null ? Circuit.CLOSED : Circuit.of(breaker.getCircuitBreakerState());
    }

    private static ResilienceProcessor find(Navigate<Processor> route) {
        Deque<Navigate<?>> ahead = new ArrayDeque<>();
        ahead.add(route);
        while (!ahead.isEmpty()) {
            Navigate<?> next = ahead.poll();
            if (next instanceof ResilienceProcessor breaker) {
                return breaker;
            }
            if (next.hasNext()) {
                for (Object each : next.next()) {
                    if (each instanceof Navigate<?> deeper) {
                        ahead.add(deeper);
                    }
                }
            }
        }
        return null;
    }
}
