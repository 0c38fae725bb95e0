package io.ctpfeed.service.reload;

import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.CamelContextHelper;

/**
 * Adds routes to a running context without starting them: Camel starts a route the moment it is added, and all that an
 * edit adds must be there before the first one runs. For the one thread that reloads; what other threads add is left alone.
 */
final class HeldStarts implements ModelLifecycleStrategy {
    private final ModelCamelContext live;
    private Thread holder;
    private String autoStartup;

    HeldStarts(ModelCamelContext live) {
        this.live = live;
        live.addModelLifecycleStrategy(this);
    }

    interface Adding {
        void run() throws Exception;
    }

    /** @return whether the route, by its own text, starts with the context */
    boolean add(String id, Adding adding) throws Exception {
        autoStartup = null;
        holder = Thread.currentThread();
        try {
            adding.run();
        } finally {
            holder = null;
        }
        Boolean starts = CamelContextHelper.parseBoolean(live, autoStartup);
        RouteDefinition definition = live.getRouteDefinition(id);
        Route route = live.getRoute(id);
        if (definition == null || route == null) {
            throw new IllegalStateException("Camel did not take route " + id);
        }
        definition.setAutoStartup(autoStartup);
        route.setAutoStartup(starts == null || starts);
        return starts == null || starts;
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition definition) {
        if (Thread.currentThread() == holder) {
            autoStartup = definition.getAutoStartup();
            definition.setAutoStartup("false");
        }
    }

    @Override
    public void onRemoveRouteDefinition(RouteDefinition definition) {}

    @Override
    public void onAddRouteTemplateDefinition(RouteTemplateDefinition definition) {}

    @Override
    public void onRemoveRouteTemplateDefinition(RouteTemplateDefinition definition) {}
}
