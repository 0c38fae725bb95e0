package io.ctpfeed.service.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which order routes start: who takes before who gives, so that nothing is handed to a route that is not there. */
final class RouteOrder {
    private RouteOrder() {}

    static List<String> starting(Collection<String> ids, Map<String, RouteText> texts) {
        Set<String> ordered = new LinkedHashSet<>();
        Set<String> underWay = new LinkedHashSet<>();
        for (String id : ids) {
            visit(id, ids, texts, underWay, ordered);
        }
        return new ArrayList<>(ordered);
    }

    static List<String> stopping(Collection<String> ids, Map<String, RouteText> texts) {
        List<String> order = starting(ids, texts);
        Collections.reverse(order);
        return order;
    }

    private static void visit(
            String id,
            Collection<String> ids,
            Map<String, RouteText> texts,
            Set<String> underWay,
            Set<String> ordered) {
        // In a circle someone has to be first.
        if (ordered.contains(id) || !underWay.add(id)) {
            return;
        }
        for (String other : ids) {
            if (texts.get(id).feeds(texts.get(other))) {
                visit(other, ids, texts, underWay, ordered);
            }
        }
        ordered.add(id);
    }
}
