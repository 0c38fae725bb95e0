package io.ctpfeed.service.reload;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;

/**
 * Lends the running context's beans to a scratch context. Camel tells every step which context it belongs to; a bean that
 * listens to that must not come to belong to the scratch: it is lent behind the interface that is asked for, and what was
 * told all the same is taken back. For one check.
 */
final class SharedBeans implements BeanRepository {
    private final Registry running;
    private final Map<CamelContextAware, CamelContext> contexts = new IdentityHashMap<>();

    SharedBeans(Registry running) {
        this.running = running;
    }

    /** To be called when the check is over. */
    void takeBack() {
        contexts.forEach((bean, context) -> {
            if (bean.getCamelContext() != context) {
                bean.setCamelContext(context);
            }
        });
    }

    @Override
    public Object lookupByName(String name) {
        return remembered(running.lookupByName(name));
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        return lent(running.lookupByNameAndType(name, type), type);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        running.findByTypeWithName(type).forEach((name, bean) -> found.put(name, lent(bean, type)));
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        Set<T> found = new LinkedHashSet<>();
        running.findByType(type).forEach(bean -> found.add(lent(bean, type)));
        return found;
    }

    private <T> T lent(T bean, Class<T> type) {
        if (!(bean instanceof CamelContextAware)
                || !type.isInterface()
                || CamelContextAware.class.isAssignableFrom(type)) {
            return remembered(bean);
        }
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return method.invoke(bean, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private <T> T remembered(T bean) {
        if (bean instanceof CamelContextAware aware && aware.getCamelContext() != null) {
            contexts.putIfAbsent(aware, aware.getCamelContext());
        }
        return bean;
    }
}
