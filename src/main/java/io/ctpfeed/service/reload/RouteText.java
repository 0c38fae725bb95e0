package io.ctpfeed.service.reload;

/**
 * What a route is: two routes of the same text behave the same.
 *
 * @param id of the route
 * @param place where it stands
 * @param template it is made from; null for a plain route
 * @param canonical its meaning, with placeholders resolved, and with template, parameters, beans and what applies to the
 *     whole file in it
 * @param input the endpoint it takes from, {@code direct:ticks}; empty until it was built
 */
record RouteText(String id, RouteSet.Placed place, RouteSet.Placed template, String canonical, String input) {
    RouteText(String id, RouteSet.Placed place, RouteSet.Placed template, String canonical) {
        this(id, place, template, canonical, "");
    }

    RouteText withInput(String endpointUri) {
        return new RouteText(id, place, template, canonical, endpointUri.replaceFirst("://", ":"));
    }

    /** Whether this route hands exchanges to the other, as far as its text says so. */
    boolean feeds(RouteText other) {
        String target = other.input();
        return !target.isEmpty()
                && (canonical.contains('"' + target + '"') || canonical.contains('"' + target + '?'))
                && !other.id().equals(id);
    }
}
