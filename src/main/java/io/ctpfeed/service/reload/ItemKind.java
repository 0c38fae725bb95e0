package io.ctpfeed.service.reload;

import java.util.Map;

/** What an entry of a route file's list is, as far as a reload can carry it. */
enum ItemKind {
    /** A route with an id of its own. */
    ROUTE,
    /** A template; no route by itself. */
    TEMPLATE,
    /** A route made from a template. */
    TEMPLATED,
    /** Named beans. */
    BEANS,
    /** Applies to every route of its file: onException and its like. */
    FILE_WIDE;

    private static final Map<String, ItemKind> BY_KEY = Map.of(
            "route", ROUTE,
            "routeTemplate", TEMPLATE,
            "templatedRoute", TEMPLATED,
            "beans", BEANS,
            "onException", FILE_WIDE,
            "onCompletion", FILE_WIDE,
            "errorHandler", FILE_WIDE,
            "intercept", FILE_WIDE,
            "interceptFrom", FILE_WIDE,
            "interceptSendToEndpoint", FILE_WIDE);

    /** Null where a reload cannot carry it. */
    static ItemKind of(String key) {
        return BY_KEY.get(key);
    }
}
