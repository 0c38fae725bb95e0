package io.ctpfeed.service;

import io.ctpfeed.component.CtpEndpoint;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.source.Sources;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * What an operator stopped by hand, and what therefore stays so: the one place that knows. An account is stopped by hand
 * if a route takes its ticks and somebody stopped it all the same; it is held if that route does not run. One that is not
 * needed now ({@link LineMode#OFF}) is neither. Any thread.
 */
public final class HandStops {
    private final Sources sources;
    private final Supplier<CamelContext> context;
    private final BooleanSupplier running;
    private final Lineup lineup;

    /** @param context null before there is one; @param running false while the service starts or ends by itself */
    HandStops(Sources sources, Supplier<CamelContext> context, BooleanSupplier running, Lineup lineup) {
        this.lineup = lineup;
        this.sources = sources;
        this.context = context;
        this.running = running;
    }

    /** Accounts whose ticks a route takes, and that are needed now. */
    Set<String> used() {
        return routes().map(HandStops::account)
                .filter(account -> lineup.mode(account) != LineMode.OFF)
                .collect(Collectors.toSet());
    }

    /** Whether somebody logged it out, and it is to stay so. */
    public boolean isStopped(String account) {
        return running.getAsBoolean()
                && lineup.mode(account) != LineMode.OFF
                && sources.source(account).status().stopRequested()
                && routes().anyMatch(route -> account(route).equals(account));
    }

    /** Whether it is stopped, or nobody takes its ticks because somebody stopped or suspended its route. */
    public boolean isHeld(String account) {
        return isStopped(account)
                || routes().filter(route -> account(route).equals(account)).noneMatch(this::isStarted);
    }

    private boolean isStarted(Route route) {
        return context.get().getRouteController().getRouteStatus(route.getId()).isStarted();
    }

    private Stream<Route> routes() {
        CamelContext present = context.get();
        List<Route> loaded = present == null ? List.of() : present.getRoutes();
        return loaded.stream().filter(route -> route.getEndpoint() instanceof CtpEndpoint);
    }

    private static String account(Route route) {
        return ((CtpEndpoint) route.getEndpoint()).getConfiguration().getAccount();
    }
}
