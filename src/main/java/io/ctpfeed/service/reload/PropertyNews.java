package io.ctpfeed.service.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of the properties of an edit.
 *
 * @param changed keys
 * @param overruled those of them whose new value counts for nothing, each with the place that overrules it
 * @param restartNeeded those of them that take effect, in whole or in part, after a restart of the service only
 */
record PropertyNews(List<String> changed, List<String> overruled, List<String> restartNeeded) {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReload.class);

    static final PropertyNews NONE = new PropertyNews(List.of(), List.of(), List.of());

    /** Tells the listener of each change that counts. */
    static PropertyNews tell(List<PropertyChange> changes, Set<String> usedByRoutes, PropertyListener listener) {
        List<String> overruled = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (PropertyChange change : changes) {
            Optional<String> stronger = listener.overruledBy(change.key());
            if (stronger.isPresent()) {
                overruled.add(change.key() + " (by " + stronger.get() + ")");
            } else if (!isApplied(change, usedByRoutes.contains(change.key()), listener)) {
                later.add(change.key());
            }
        }
        return new PropertyNews(
                changes.stream().map(PropertyChange::key).toList(), List.copyOf(overruled), List.copyOf(later));
    }

    private static boolean isApplied(PropertyChange change, boolean usedByRoutes, PropertyListener listener) {
        try {
            return listener.apply(change, usedByRoutes);
        } catch (RuntimeException e) {
            LOG.warn("property {} could not be applied, it needs a restart of the service: {}", change, e.getMessage());
            return false;
        }
    }
}
