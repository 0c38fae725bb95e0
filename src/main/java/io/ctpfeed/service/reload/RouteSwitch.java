package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteSet.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a running context from one proven version to another, touching only the routes that differ; if one does not
 * start, takes it back. For the one thread that reloads.
 */
final class RouteSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReload.class);
    /** For exchanges in flight when a route is stopped; then it is stopped all the same. */
    private static final int STOP_SECONDS = 10;

    private final ModelCamelContext live;
    private final PropertyFile properties;
    private final ReplaceScopes scopes;
    private final HeldStarts held;
    /** Routes that are as no version has them: what a failed edit took down or left behind. Null: no version had it. */
    private final Map<String, Before> unsettled = new HashMap<>();
    /** Templates and beans could not be put back: all are loaded anew. */
    private boolean partsUnsettled;

    RouteSwitch(ModelCamelContext live, PropertyFile properties, ReplaceScopes scopes) {
        this.live = live;
        this.properties = properties;
        this.scopes = scopes;
        this.held = new HeldStarts(live);
    }

    /** Into a context that is not started yet: the routes start with it. */
    void prepare(Version version, RouteDiff diff) throws Exception {
        properties.replace(version.properties());
        parts(Version.NONE, version);
        for (String id : RouteOrder.starting(diff.started(), version.texts())) {
            Fragments.load(live, version.texts().get(id).place());
        }
    }

    /** Of the version that is loaded next: somebody stopped them before this process began. */
    void leaveStopped(Collection<String> ids) {
        ids.forEach(id -> unsettled.put(id, Before.STOPPED_BY_HAND));
    }

    /**
     * @return ids of routes that were stopped or suspended by hand: replaced, not started
     * @throws SwitchFailedException if a route did not start; the old version runs again, but for the routes it names
     */
    List<String> change(Version from, Version to, RouteDiff diff) throws SwitchFailedException {
        Map<String, Before> before = new HashMap<>(unsettled);
        diff.stopped().forEach(id -> before.put(id, before(id)));
        try (ReplaceScope scope = open(diff)) {
            try {
                stop(List.copyOf(unsettled.keySet()));
                stop(RouteOrder.stopping(diff.stopped(), from.texts()));
                properties.replace(to.properties());
                parts(from, to);
                List<String> stayed = start(RouteOrder.starting(diff.started(), to.texts()), to, before);
                unsettled.clear();
                return stayed;
            } catch (RouteStartException e) {
                throw new SwitchFailedException(e.routeId, e.getCause(), restore(from, to, diff, before));
            } catch (Exception | LinkageError e) {
                throw new SwitchFailedException("", e, restore(from, to, diff, before));
            }
        }
    }

    /** Ids of routes that an edit that failed left as they should not be. */
    Set<String> unsettled() {
        return unsettled.keySet();
    }

    private ReplaceScope open(RouteDiff diff) {
        return diff.stopped().isEmpty() ? () -> {} : scopes.open(List.copyOf(diff.stopped()));
    }

    private List<String> start(List<String> order, Version to, Map<String, Before> before) throws RouteStartException {
        List<String> stayed = new ArrayList<>();
        Map<String, Boolean> wanted = new HashMap<>();
        for (String id : order) {
            try {
                boolean auto = add(to.texts().get(id));
                Before old = before.get(id);
                wanted.put(id, old == null ? auto : old.startsAgain(auto));
                if (old != null && old.stoppedByHand()) {
                    stayed.add(id);
                }
            } catch (Exception | LinkageError e) {
                throw new RouteStartException(id, e);
            }
        }
        for (String id : order) {
            try {
                start(id, wanted.get(id));
            } catch (Exception | LinkageError e) {
                throw new RouteStartException(id, e);
            }
        }
        return stayed;
    }

    /**
     * How a route was found.
     *
     * @param auto it starts with the context
     * @param ran it was running
     */
    private record Before(boolean auto, boolean ran) {
        static final Before STOPPED_BY_HAND = new Before(true, false);

        boolean stoppedByHand() {
            return auto && !ran;
        }

        /** @param autoNow whether the new one starts with the context */
        boolean startsAgain(boolean autoNow) {
            return ran ? autoNow || !auto : autoNow && !auto;
        }
    }

    private Before before(String id) {
        Route route = live.getRoute(id);
        return new Before(route == null || !Boolean.FALSE.equals(route.isAutoStartup()), isRunning(id));
    }

    /** @return why, by id of the route that is not as it was */
    private Map<String, String> restore(Version from, Version to, RouteDiff diff, Map<String, Before> before) {
        Map<String, String> failures = new TreeMap<>();
        unsettled.keySet().forEach(id -> failures.put(id, "route " + id + " still does not run"));
        for (String id : RouteOrder.stopping(diff.started(), to.texts())) {
            attempt(failures, id, "stop the new route " + id, () -> stop(List.of(id)));
        }
        properties.replace(from.properties());
        try {
            parts(to, from);
        } catch (Exception | LinkageError e) {
            partsUnsettled = true;
            LOG.error("could not put templates and beans back: {}", SwitchFailedException.reason(e));
        }
        List<String> order = RouteOrder.starting(diff.stopped(), from.texts());
        for (String id : order) {
            attempt(failures, id, "put route " + id + " back", () -> {
                if (live.getRoute(id) == null) {
                    add(from.texts().get(id));
                }
            });
        }
        for (String id : order) {
            if (!failures.containsKey(id)) {
                attempt(
                        failures,
                        id,
                        "start route " + id + " again",
                        () -> start(id, before.get(id).ran()));
            }
        }
        failures.keySet().forEach(id -> unsettled.put(id, before.get(id)));
        return failures;
    }

    /** Says which route it was. */
    private static final class RouteStartException extends Exception {
        private final String routeId;

        RouteStartException(String routeId, Throwable cause) {
            super(cause);
            this.routeId = routeId;
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(Map<String, String> failures, String id, String what, Step step) {
        try {
            step.run();
        } catch (Exception | LinkageError e) {
            failures.put(id, "could not " + what + ": " + SwitchFailedException.reason(e));
        }
    }

    private void stop(Collection<String> ids) throws Exception {
        for (String id : ids) {
            if (live.getRoute(id) != null) {
                live.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
                Set<Endpoint> before = Set.copyOf(live.getEndpoints());
                if (!live.removeRoute(id)) {
                    throw new IllegalStateException("route " + id + " could not be stopped: "
                            + live.getRouteController().getRouteStatus(id));
                }
                shutDownUnused(before);
            }
            RouteDefinition left = live.getRouteDefinition(id);
            if (left != null) {
                live.removeRouteDefinition(left);
            }
        }
    }

    /** Camel stops the endpoints that no route uses any more, but a seda queue, say, is only given up at shutdown. */
    private void shutDownUnused(Set<Endpoint> before) {
        Set<Endpoint> used = Set.copyOf(live.getEndpoints());
        before.stream().filter(endpoint -> !used.contains(endpoint)).forEach(ServiceHelper::stopAndShutdownService);
    }

    /**
     * Templates and beans that differ; they are no routes by themselves. A bean that is named within a simple expression
     * ({@code ${bean:NAME}}) is the exception that an edit cannot reach: Camel keeps parsed expressions by their text for
     * the life of the context. A {@code bean:} step takes the new one.
     */
    private void parts(Version from, Version to) throws Exception {
        List<Placed> before = from.set().of(ItemKind.TEMPLATE, ItemKind.BEANS);
        List<Placed> after = to.set().of(ItemKind.TEMPLATE, ItemKind.BEANS);
        boolean sameProperties =
                from.properties().values().equals(to.properties().values());
        List<String> old = before.stream().map(RouteSwitch::text).toList();
        List<String> now = after.stream().map(RouteSwitch::text).toList();
        for (Placed placed : before) {
            if (partsUnsettled || !now.contains(text(placed)) || rebinds(placed, sameProperties)) {
                for (String id : placed.item().ids()) {
                    if (placed.item().kind() == ItemKind.BEANS) {
                        live.getRegistry().unbind(id);
                    } else {
                        live.removeRouteTemplateDefinitions(id);
                    }
                }
            }
        }
        for (Placed placed : after) {
            if (partsUnsettled || !old.contains(text(placed)) || rebinds(placed, sameProperties)) {
                Fragments.load(live, placed);
            }
        }
        partsUnsettled = false;
    }

    private static String text(Placed placed) {
        StringBuilder text = new StringBuilder(placed.item().kind().name());
        if (placed.item().kind() == ItemKind.TEMPLATE) {
            placed.file()
                    .fileWide()
                    .forEach(item -> text.append(Yaml.canonical(item.node(), UnaryOperator.identity())));
        }
        return text.append(Yaml.canonical(placed.item().node(), UnaryOperator.identity()))
                .toString();
    }

    private static boolean rebinds(Placed placed, boolean sameProperties) {
        return placed.item().kind() == ItemKind.BEANS
                && !sameProperties
                && text(placed).contains("{{");
    }

    /** @return whether it starts with the context */
    private boolean add(RouteText text) throws Exception {
        return held.add(text.id(), () -> Fragments.load(live, text.place()));
    }

    private void start(String id, boolean wanted) throws Exception {
        if (wanted && !isRunning(id)) {
            live.getRouteController().startRoute(id);
            if (!isRunning(id)) {
                throw new IllegalStateException(
                        "it does not run: " + live.getRouteController().getRouteStatus(id));
            }
        }
    }

    private boolean isRunning(String id) {
        return live.getRouteController().getRouteStatus(id) == ServiceStatus.Started;
    }
}
