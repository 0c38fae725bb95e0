package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteSet.Placed;
import io.ctpfeed.service.reload.RouteTexts.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A context that is thrown away: it has the running one's beans, copies of its components and the edited properties,
 * builds every route, and starts none of them. What it cannot build would not run. For one check, on one thread.
 */
final class ScratchContext extends DefaultCamelContext {
    private final Map<String, Route> built = new LinkedHashMap<>();
    private final Set<String> usedProperties = new TreeSet<>();

    private ScratchContext(CamelContext live, SharedBeans beans) {
        super(false);
        getCamelContextExtension().setName("scratch");
        getCamelContextExtension().setRegistry(new DefaultRegistry(beans));
        disableJMX();
        setSourceLocationEnabled(true);
        setLoadTypeConverters(false);
        setApplicationContextClassLoader(live.getApplicationContextClassLoader());
        getCamelContextExtension().addContextPlugin(ComponentResolver.class, new ScratchComponents(live));
    }

    /**
     * What a check gives.
     *
     * @param texts of all routes, by id; without those that have a problem
     * @param problems empty if everything can be built
     * @param usedProperties keys that a route's text asks for
     */
    record Built(Map<String, RouteText> texts, List<Problem> problems, Set<String> usedProperties) {}

    /** @param edited takes the place of the running context's property file */
    static Built build(CamelContext live, PropertyFile running, PropertyText edited, RouteSet set) throws Exception {
        SharedBeans beans = new SharedBeans(live.getRegistry());
        ScratchContext scratch = new ScratchContext(live, beans);
        try {
            scratch.copyProperties((PropertiesComponent) live.getPropertiesComponent(), running, edited);
            scratch.build();
            scratch.init();
            return scratch.buildAll(set);
        } finally {
            // Threads only. A stop would reach components and beans, which never started and share what runs.
            beans.takeBack();
            ServiceHelper.stopAndShutdownService(scratch.getExecutorServiceManager());
        }
    }

    private void copyProperties(PropertiesComponent from, PropertyFile running, PropertyText edited) {
        PropertiesComponent to = (PropertiesComponent) getPropertiesComponent();
        to.setAutoDiscoverPropertiesSources(false);
        to.setInitialProperties(copy(from.getInitialProperties()));
        to.setOverrideProperties(copy(from.getOverrideProperties()));
        to.setSystemPropertiesMode(from.getSystemPropertiesMode());
        to.setEnvironmentVariableMode(from.getEnvironmentVariableMode());
        to.setNestedPlaceholder(from.isNestedPlaceholder());
        to.setDefaultFallbackEnabled(from.isDefaultFallbackEnabled());
        PropertyFile candidate = new PropertyFile();
        candidate.replace(edited);
        for (PropertiesSource source : from.getPropertiesSources()) {
            to.addPropertiesSource(source == running ? candidate : new Borrowed(source));
        }
        to.addPropertiesLookupListener((name, value, defaultValue, source) -> usedProperties.add(name));
    }

    private static Properties copy(Properties properties) {
        Properties copy = new Properties();
        if (properties != null) {
            copy.putAll(properties);
        }
        return copy;
    }

    private Built buildAll(RouteSet set) {
        List<Problem> problems = new ArrayList<>();
        for (Placed placed : set.of(ItemKind.TEMPLATE, ItemKind.BEANS)) {
            try {
                Fragments.load(this, placed);
            } catch (Exception e) {
                problems.add(BuildFailure.explain(e, placed, null));
            }
        }
        Map<String, RouteText> texts = new LinkedHashMap<>();
        RouteTexts writer = new RouteTexts(set, getPropertiesComponent());
        Inputs inputs = new Inputs();
        for (Placed placed : set.routes()) {
            RouteText text = null;
            try {
                text = writer.of(placed);
                Fragments.load(this, placed);
                startRouteDefinitions(List.of(getRouteDefinition(text.id())));
                Route route = built.get(text.id());
                if (route == null) {
                    // A precondition says that it is not for this configuration: it is no route here.
                    continue;
                }
                inputs.add(text, route);
                texts.put(text.id(), text.withInput(route.getEndpoint().getEndpointBaseUri()));
            } catch (ProblemException e) {
                problems.add(e.problem());
            } catch (Exception e) {
                problems.add(BuildFailure.explain(e, placed, text == null ? null : text.template()));
            }
        }
        return new Built(texts, problems, usedProperties);
    }

    /** Instead of starting it. */
    @Override
    public void startRouteService(RouteService routeService, boolean addingRoutes) {
        built.put(routeService.getId(), routeService.getRoute());
    }

    /** The running context's source, without the life cycle. */
    private record Borrowed(PropertiesSource source) implements PropertiesSource {
        @Override
        public String getName() {
            return source.getName();
        }

        @Override
        public String getProperty(String name) {
            return source.getProperty(name);
        }
    }
}
