package io.ctpfeed.service;

import io.ctpfeed.component.CtpEndpoint;
import io.ctpfeed.service.FeedService.Phase;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.Sources;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * What an operator stopped by hand, and what therefore stays so: the one place that knows. An account is stopped by hand
 * if a route takes its ticks and somebody stopped it all the same; it is held if that route does not run. One that is not
 * needed now ({@link LineMode#OFF}) is neither. It holds over restarts of the service ({@link StopKeeper}). Any thread.
 */
public final class HandStops {
    private final Sources sources;
    private final Supplier<CamelContext> context;
    private final Supplier<Phase> phase;
    private final Lineup lineup;
    private volatile KeptStops before = KeptStops.NONE;

    /** @param context null before there is one; @param phase while it starts or ends the service itself stops things */
    HandStops(Sources sources, Supplier<CamelContext> context, Supplier<Phase> phase, Lineup lineup) {
        this.lineup = lineup;
        this.sources = sources;
        this.context = context;
        this.phase = phase;
    }

    /** Accounts whose ticks a route takes, and that are needed now. */
    Set<String> used() {
        return sourceRoutes()
                .map(HandStops::account)
                .filter(account -> lineup.mode(account) != LineMode.OFF)
                .collect(Collectors.toSet());
    }

    /** Whether a route takes its ticks, at work or not. */
    boolean isUsed(String account) {
        return sourceRoutes().anyMatch(route -> account(route).equals(account));
    }

    /** Whether somebody logged it out, and it is to stay so. */
    public boolean isStopped(String account) {
        return (isKnown() || isStarting() && before.stopped().containsKey(account))
                && lineup.mode(account) != LineMode.OFF
                && sources.source(account).status().stopRequested()
                && isUsed(account);
    }

    /** Whether it is stopped, or nobody takes its ticks because somebody stopped or suspended its route. */
    public boolean isHeld(String account) {
        return isStopped(account)
                || sourceRoutes()
                        .filter(route -> account(route).equals(account))
                        .noneMatch(this::isStarted);
    }

    /** What an earlier process left stopped is so until the routes run. */
    void leave(KeptStops kept) {
        before = kept;
    }

    /** Whether a route that starts is to leave the account as it is: stopped by hand, or refused, before this process. */
    boolean holdsStart(String account) {
        return isStarting()
                && (before.stopped().containsKey(account)
                        || sources.source(account).state() == SourceState.BLOCKED);
    }

    /** Whether what does not run was stopped by hand: not while the service starts or ends. */
    boolean isKnown() {
        return phase.get() == Phase.RUNNING;
    }

    /** Ids of routes that start with the service and do not run, in order. */
    List<String> routes() {
        return loaded().filter(route -> !Boolean.FALSE.equals(route.isAutoStartup()) && !isStarted(route))
                .map(Route::getId)
                .sorted()
                .toList();
    }

    /** Ids of the routes that take the account's ticks, running or not. */
    List<String> sourceRoutes(String account) {
        return sourceRoutes()
                .filter(route -> account(route).equals(account))
                .map(Route::getId)
                .toList();
    }

    private boolean isStarting() {
        return phase.get() == Phase.STARTING;
    }

    private boolean isStarted(Route route) {
        return context.get().getRouteController().getRouteStatus(route.getId()).isStarted();
    }

    private Stream<Route> sourceRoutes() {
        return loaded().filter(route -> route.getEndpoint() instanceof CtpEndpoint);
    }

    private Stream<Route> loaded() {
        CamelContext present = context.get();
        return present == null ? Stream.empty() : present.getRoutes().stream();
    }

    private static String account(Route route) {
        return ((CtpEndpoint) route.getEndpoint()).getConfiguration().getAccount();
    }
}
