package io.ctpfeed.service.reload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** What a route gives to its template, by name; empty where it is made from none. */
    Map<String, String> parameters() {
        Map<String, String> given = new HashMap<>();
        if (kind == ItemKind.TEMPLATED) {
            Yaml.list(Yaml.get(node, "parameters"))
                    .forEach(each -> given.put(Yaml.text(each, "name"), Yaml.text(each, "value")));
        }
        return given;
    }

    boolean isRoute() {
        return kind == ItemKind.ROUTE || kind == ItemKind.TEMPLATED;
    }
}
