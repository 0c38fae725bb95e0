package io.ctpfeed.service.reload;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultComponent;

/**
 * Gives a scratch context copies of the running context's components, with the same options and never started, so that
 * an endpoint can be proven without touching one that runs.
 *
 * <p>A component without a generated configurer or a public constructor cannot be copied: its endpoints are created by
 * the running one, which creating does not start or register.
 */
final class ScratchComponents implements ComponentResolver {
    private final CamelContext live;
    private final ComponentResolver fallback = new DefaultComponentResolver();

    ScratchComponents(CamelContext live) {
        this.live = live;
    }

    @Override
    public Component resolveComponent(String name, CamelContext scratch) throws Exception {
        Component running = live.hasComponent(name);
        if (running == null && live.getRegistry().lookupByName(name) instanceof Component registered) {
            running = registered;
        }
        if (running == null) {
            return fallback.resolveComponent(name, scratch);
        }
        Component copy = copy(running, scratch);
        return copy != null ? copy : new Borrowed(running);
    }

    private static Component copy(Component running, CamelContext scratch) {
        PropertyConfigurer configurer = running.getComponentPropertyConfigurer();
        if (!(configurer instanceof ExtendedPropertyConfigurerGetter options)) {
            return null;
        }
        Component copy;
        try {
            copy = running.getClass().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            return null;
        }
        copy.setCamelContext(scratch);
        for (Map.Entry<String, Object> option : options.getAllOptions(running).entrySet()) {
            Object value = options.getOptionValue(running, option.getKey(), true);
            if (value != null) {
                configurer.configure(scratch, copy, option.getKey(), value, true);
            }
        }
        return copy;
    }

    /** Lets the running component create the endpoints. */
    private static final class Borrowed extends DefaultComponent {
        private final Component running;

        Borrowed(Component running) {
            this.running = running;
        }

        @Override
        public Endpoint createEndpoint(String uri) throws Exception {
            return running.createEndpoint(uri);
        }

        @Override
        public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
            return running.createEndpoint(uri, properties);
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            return running.createEndpoint(uri, parameters);
        }
    }
}
