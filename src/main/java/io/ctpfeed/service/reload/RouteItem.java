package io.ctpfeed.service.reload;

import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One entry of a route file's list.
 *
 * @param kind what it is
 * @param ids of the route or template, or names of the beans; empty for what applies to the whole file
 * @param node its value: what stands below {@code route:}
 * @param idLine where the id stands, from 1
 * @param firstLine from 1
 * @param lastLine inclusive
 */
record RouteItem(ItemKind kind, List<String> ids, Node node, int idLine, int firstLine, int lastLine) {
    String id() {
        return ids.isEmpty() ? "" : ids.get(0);
    }

    boolean isRoute() {
        return kind == ItemKind.ROUTE || kind == ItemKind.TEMPLATED;
    }
}
