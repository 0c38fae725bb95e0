package io.ctpfeed.service.subscribe;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.SubscriptionConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes edits of {@code subscription.*} into force, without a restart. The thread that reloads. */
public final class PaceProperties {
    private final Path home;
    private final Function<String, String> inForce;
    private final Consumer<SubscriptionConfig> apply;

    /** @param inForce the value of a property by its name, a stronger place than the file counted; null: none */
    public PaceProperties(Path home, Function<String, String> inForce, Consumer<SubscriptionConfig> apply) {
        this.home = home;
        this.inForce = inForce;
        this.apply = apply;
    }

    /** @return whether the property is one of these, and in force now */
    public boolean apply(String changed) {
        if (!SubscriptionConfig.keys().contains(changed)) {
            return false;
        }
        Map<String, String> values = new HashMap<>();
        SubscriptionConfig.keys().forEach(key -> {
            String value = inForce.apply(key);
            if (value != null && !value.isBlank()) {
                values.put(key, value);
            }
        });
        apply.accept(SubscriptionConfig.of(ConfigSource.of(home, values)));
        return true;
    }
}
