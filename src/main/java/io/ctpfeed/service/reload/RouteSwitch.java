package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteSet.Placed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Takes a running context from one proven version to another, touching only the routes that differ; if one does not
 * start, takes it back. For the one thread that reloads.
 */
final class RouteSwitch {
    /** For exchanges in flight when a route is stopped; then it is stopped all the same. */
    private static final int STOP_SECONDS = 10;

    private final ModelCamelContext live;
    private final PropertyFile properties;
    private final ReplaceScopes scopes;
    private final HeldStarts held;

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

    /**
     * @return ids of routes that were stopped or suspended by hand: replaced, not started
     * @throws SwitchFailedException if a route did not start; the old version runs again
     */
    List<String> change(Version from, Version to, RouteDiff diff) throws SwitchFailedException {
        Map<String, Boolean> autoBefore = new HashMap<>();
        Map<String, Boolean> ranBefore = new HashMap<>();
        for (String id : diff.stopped()) {
            Route route = live.getRoute(id);
            autoBefore.put(id, route == null || !Boolean.FALSE.equals(route.isAutoStartup()));
            ranBefore.put(id, isRunning(id));
        }
        try (ReplaceScope scope = scopes.open(List.copyOf(diff.stopped()))) {
            String at = "";
            try {
                stop(RouteOrder.stopping(diff.stopped(), from.texts()));
                properties.replace(to.properties());
                parts(from, to);
                List<String> order = RouteOrder.starting(diff.started(), to.texts());
                Map<String, Boolean> starts = new HashMap<>();
                for (String id : order) {
                    at = id;
                    starts.put(id, add(to.texts().get(id)));
                }
                List<String> stayed = new ArrayList<>();
                for (String id : order) {
                    at = id;
                    if (!diff.changed().contains(id)
                            || startsAgain(autoBefore.get(id), ranBefore.get(id), starts.get(id))) {
                        start(id, starts.get(id) || Boolean.TRUE.equals(ranBefore.get(id)));
                    } else if (autoBefore.get(id)) {
                        stayed.add(id);
                    }
                }
                return stayed;
            } catch (Exception e) {
                throw new SwitchFailedException(at, e, restore(from, to, diff, ranBefore));
            }
        }
    }

    /**
     * @param auto whether the old one started with the context
     * @param ran whether it ran
     * @param autoNow whether the new one starts with the context
     */
    private static boolean startsAgain(boolean auto, boolean ran, boolean autoNow) {
        if (ran) {
            return autoNow || !auto;
        }
        // Stopped although it starts by itself: by hand. That stands.
        return !auto && autoNow;
    }

    private List<String> restore(Version from, Version to, RouteDiff diff, Map<String, Boolean> ranBefore) {
        List<String> failures = new ArrayList<>();
        attempt(failures, "stop the new routes", () -> stop(RouteOrder.stopping(diff.started(), to.texts())));
        properties.replace(from.properties());
        attempt(failures, "put templates and beans back", () -> parts(to, from));
        List<String> order = RouteOrder.starting(diff.stopped(), from.texts());
        for (String id : order) {
            attempt(failures, "put route " + id + " back", () -> {
                if (live.getRoute(id) == null) {
                    add(from.texts().get(id));
                }
            });
        }
        for (String id : order) {
            attempt(failures, "start route " + id + " again", () -> start(id, ranBefore.get(id)));
        }
        return failures;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void attempt(List<String> failures, String what, Step step) {
        try {
            step.run();
        } catch (Exception e) {
            failures.add("could not " + what + ": " + SwitchFailedException.reason(e));
        }
    }

    private void stop(Collection<String> ids) throws Exception {
        for (String id : ids) {
            if (live.getRoute(id) != null) {
                live.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS);
                Set<Endpoint> before = Set.copyOf(live.getEndpoints());
                live.removeRoute(id);
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
            if (!now.contains(text(placed)) || rebinds(placed, sameProperties)) {
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
            if (!old.contains(text(placed)) || rebinds(placed, sameProperties)) {
                Fragments.load(live, placed);
            }
        }
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
