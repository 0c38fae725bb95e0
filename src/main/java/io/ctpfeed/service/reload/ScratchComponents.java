package io.ctpfeed.service.reload;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.support.PluginHelper;

/**
 * Gives a scratch context copies of the running context's components, with the same options and never started, so that
 * an endpoint can be proven without touching one that runs.
 *
 * <p>A component without a public constructor cannot be copied: its endpoints are created by the running one, which
 * neither starts nor registers them.
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

    private static Component copy(Component running, CamelContext scratch) throws Exception {
        Component copy;
        try {
            copy = running.getClass().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            return null;
        }
        copy.setCamelContext(scratch);
        BeanIntrospection beans = PluginHelper.getBeanIntrospection(scratch);
        Map<String, Object> options = new HashMap<>();
        beans.getProperties(running, options, null, false);
        options.remove("camelContext");
        for (Map.Entry<String, Object> option : options.entrySet()) {
            beans.setProperty(scratch, copy, option.getKey(), option.getValue());
        }
        return copy;
    }

    /** Lets the running component create the endpoints; has no life of its own. */
    private static final class Borrowed implements Component {
        private final Component running;
        private CamelContext scratch;

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
        public boolean useRawUri() {
            return running.useRawUri();
        }

        @Override
        public void setCamelContext(CamelContext context) {
            scratch = context;
        }

        @Override
        public CamelContext getCamelContext() {
            return scratch;
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }
}
