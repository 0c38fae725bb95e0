package io.ctpfeed.service.subscribe;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.SubscriptionConfig;
import io.ctpfeed.service.reload.PropertyChange;
import io.ctpfeed.service.reload.PropertyListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes edits of {@code subscription.*} into force, without a restart. The thread that reloads. */
public final class PaceProperties implements PropertyListener {
    private static final String PREFIX = "subscription.";

    private final Path home;
    private final Function<String, String> inForce;
    private final Consumer<SubscriptionConfig> apply;

    /** @param inForce the value of a property by its name, a stronger place than the file counted; null: none */
    public PaceProperties(Path home, Function<String, String> inForce, Consumer<SubscriptionConfig> apply) {
        this.home = home;
        this.inForce = inForce;
        this.apply = apply;
    }

    @Override
    public boolean apply(PropertyChange change) {
        if (!change.key().startsWith(PREFIX)) {
            return false;
        }
        Map<String, String> values = new HashMap<>();
        SubscriptionConfig.keys().forEach(key -> {
            String value = inForce.apply(key);
            if (value != null && !value.isBlank()) {
                values.put(key, value);
            }
        });
        if (!SubscriptionConfig.keys().contains(change.key())) {
            return false;
        }
        apply.accept(SubscriptionConfig.of(ConfigSource.of(home, values)));
        return true;
    }
}
