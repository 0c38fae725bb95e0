package io.ctpfeed.service;

import io.ctpfeed.config.ConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes edits of a part of the configuration into force, without a restart. The thread that reloads.
 *
 * @param <C> what the part is read into
 */
final class LivePart<C> implements Predicate<String> {
    private final Path home;
    private final Function<String, String> inForce;
    private final Set<String> keys;
    private final Function<ConfigSource, C> read;
    private final Consumer<C> apply;

    /**
     * @param inForce the value of a property by its name, a stronger place than the file counted; null: none
     * @param keys names of the part's properties
     */
    LivePart(
            Path home,
            Function<String, String> inForce,
            Set<String> keys,
            Function<ConfigSource, C> read,
            Consumer<C> apply) {
        this.home = home;
        this.inForce = inForce;
        this.keys = keys;
        this.read = read;
        this.apply = apply;
    }

    /** @return whether the property is one of these, and in force now */
    @Override
    public boolean test(String changed) {
        if (!keys.contains(changed)) {
            return false;
        }
        Map<String, String> values = new HashMap<>();
        keys.forEach(key -> {
            String value = inForce.apply(key);
            if (value != null && !value.isBlank()) {
                values.put(key, value);
            }
        });
        apply.accept(read.apply(ConfigSource.of(home, values)));
        return true;
    }
}
