package io.ctpfeed.service.reload;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Routes and properties that were proven together.
 *
 * @param set the files
 * @param properties the property file
 * @param texts of all routes, by id; but for those that could not be put back after an edit failed
 */
record Version(RouteSet set, PropertyText properties, Map<String, RouteText> texts) {
    static final Version NONE = new Version(RouteSet.EMPTY, PropertyText.EMPTY, Map.of());

    /** The same files, of which these routes do not run. */
    Version without(Collection<String> ids) {
        Map<String, RouteText> running = new HashMap<>(texts);
        running.keySet().removeAll(ids);
        return new Version(set, properties, running);
    }

    boolean lacksRouteOf(RouteFile file) {
        return file.items().stream().filter(RouteItem::isRoute).anyMatch(item -> !texts.containsKey(item.id()));
    }
}
