package io.ctpfeed.service.reload;

import java.util.Map;

/**
 * Routes and properties that were proven together.
 *
 * @param set the files
 * @param properties the property file
 * @param texts of all routes, by id
 */
record Version(RouteSet set, PropertyText properties, Map<String, RouteText> texts) {
    static final Version NONE = new Version(RouteSet.EMPTY, PropertyText.EMPTY, Map.of());
}
