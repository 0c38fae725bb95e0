package io.ctpfeed.service.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.camel.spi.LoadablePropertiesSource;

/**
 * The values of config/application.properties as Camel sees them: a properties source whose values are replaced as a
 * whole. Any thread may read; the thread that reloads replaces.
 *
 * <p>An empty value counts as not given, as everywhere in the configuration.
 *
 * <p>It takes the place of a location in the properties component ({@code camel.main.property-placeholder-location}
 * must not name the same file): Camel's own reload of a location cannot be undone when a route does not take the values.
 */
public final class PropertyFile implements LoadablePropertiesSource {
    private volatile PropertyText current = PropertyText.EMPTY;

    PropertyText current() {
        return current;
    }

    void replace(PropertyText text) {
        current = text;
    }

    @Override
    public String getName() {
        return "ctpfeed-properties";
    }

    @Override
    public String getProperty(String name) {
        String value = current.values().get(name);
        return value == null || value.isBlank() ? null : value;
    }

    @Override
    public Properties loadProperties() {
        return loadProperties(key -> true);
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        Properties properties = new Properties();
        current.values().forEach((key, value) -> {
            if (filter.test(key) && !value.isBlank()) {
                properties.put(key, value);
            }
        });
        return properties;
    }

    /** Does nothing: values are replaced by an edit that was proven, and only so. */
    @Override
    public void reloadProperties(String location) {}

    /** By key. */
    static List<PropertyChange> changes(PropertyText before, PropertyText after) {
        Map<String, String> old = new TreeMap<>(before.values());
        TreeSet<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(after.values().keySet());
        List<PropertyChange> changes = new ArrayList<>();
        for (String key : keys) {
            String oldValue = old.get(key);
            String newValue = after.values().get(key);
            if (!Objects.equals(oldValue, newValue)) {
                changes.add(new PropertyChange(key, oldValue, newValue));
            }
        }
        return changes;
    }
}
