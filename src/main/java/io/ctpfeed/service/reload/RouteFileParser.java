package io.ctpfeed.service.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a route file and says what is wrong with its form, with lines. For one thread. */
final class RouteFileParser {
    private final RouteSchema schema = new RouteSchema();

    /** @throws BadFileException with everything that is wrong with the form */
    RouteFile parse(Path path, String text) throws BadFileException {
        SequenceNode root = compose(path, text);
        List<Finding> findings = new ArrayList<>();
        duplicateKeys(root, path, findings);
        if (findings.isEmpty()) {
            findings.addAll(schema.validate(path, root));
        }
        if (!findings.isEmpty()) {
            throw new BadFileException(findings);
        }
        List<RouteItem> items = items(path, text, root, findings);
        duplicateIds(path, items, findings);
        if (!findings.isEmpty()) {
            throw new BadFileException(findings);
        }
        return new RouteFile(path, text, items);
    }

    private static SequenceNode compose(Path path, String text) throws BadFileException {
        Node root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(path.toString()).build())
                    .composeString(text)
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            String problem = e.getProblem() == null ? e.getMessage() : e.getProblem();
            throw new BadFileException(new Finding(path, line, "not YAML: " + problem));
        } catch (YamlEngineException e) {
            throw new BadFileException(new Finding(path, 0, "not YAML: " + e.getMessage()));
        } catch (StackOverflowError e) {
            throw new BadFileException(new Finding(path, 0, "is nested too deeply to be read"));
        }
        if (root == null || root instanceof SequenceNode list && list.getValue().isEmpty()) {
            throw new BadFileException(
                    new Finding(path, 0, "the file holds no route; to remove its routes, delete the file"));
        }
        if (!(root instanceof SequenceNode sequence) || sequence.getFlowStyle() == FlowStyle.FLOW) {
            throw new BadFileException(
                    new Finding(path, Yaml.line(root), "a route file is a list; begin each entry with \"- route:\""));
        }
        return sequence;
    }

    private static void duplicateKeys(Node node, Path path, List<Finding> findings) {
        if (node.isRecursive()) {
            findings.add(new Finding(path, Yaml.line(node), "contains itself, by an alias (*); write it out"));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(each -> duplicateKeys(each, path, findings));
        } else if (node instanceof MappingNode mapping) {
            Set<String> seen = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                String key = Yaml.text(entry.getKeyNode());
                int line = Yaml.line(entry.getKeyNode());
                if (key == null) {
                    findings.add(new Finding(path, line, "a key must be a plain word"));
                } else if (!seen.add(key)) {
                    findings.add(new Finding(path, line, key + " is given twice; remove one"));
                }
                duplicateKeys(entry.getValueNode(), path, findings);
            }
        }
    }

    private static List<RouteItem> items(Path path, String text, SequenceNode root, List<Finding> findings) {
        String[] lines = text.split("\\R", -1);
        List<Node> nodes = root.getValue();
        List<RouteItem> items = new ArrayList<>();
        int last = lines.length;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            int first = dashLine(lines, Yaml.line(nodes.get(i)));
            RouteItem item = item(path, nodes.get(i), first, last, findings);
            if (item != null) {
                items.add(0, item);
            }
            last = first - 1;
        }
        return items;
    }

    /** The entry may begin on a line of its own, below its dash. */
    private static int dashLine(String[] lines, int line) {
        int at = line;
        while (at > 1 && !lines[at - 1].stripLeading().startsWith("-")) {
            at--;
        }
        return at;
    }

    private static RouteItem item(Path path, Node node, int first, int last, List<Finding> findings) {
        NodeTuple entry = ((MappingNode) node).getValue().get(0);
        String key = Yaml.text(entry.getKeyNode());
        Node value = entry.getValueNode();
        ItemKind kind = ItemKind.of(key);
        if (kind == null) {
            String instead = key.equals("from")
                    ? "write \"- route:\" with an id"
                    : "use route, routeTemplate, "
                            + "templatedRoute, beans, onException, onCompletion, errorHandler or intercept";
            findings.add(new Finding(path, Yaml.line(entry.getKeyNode()), key + " cannot be reloaded; " + instead));
            return null;
        }
        if (kind == ItemKind.FILE_WIDE) {
            return new RouteItem(kind, List.of(), value, first, first, last);
        }
        if (kind == ItemKind.BEANS) {
            List<String> names = Yaml.list(value).stream()
                    .map(bean -> Yaml.text(bean, "name"))
                    .toList();
            return new RouteItem(kind, names, value, first, first, last);
        }
        String idKey = kind == ItemKind.TEMPLATED ? "routeId" : "id";
        Node id = Yaml.get(value, idKey);
        if (Yaml.text(id) == null || Yaml.text(id).isBlank() || Yaml.text(id).contains("{{")) {
            findings.add(new Finding(
                    path, Yaml.line(entry.getKeyNode()), key + " without a fixed id; give it " + idKey + ": NAME"));
            return null;
        }
        return new RouteItem(kind, List.of(Yaml.text(id)), value, Yaml.line(id), first, last);
    }

    private static void duplicateIds(Path path, List<RouteItem> items, List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        for (RouteItem item : items) {
            for (String id : item.ids()) {
                Integer before = seen.putIfAbsent(RouteSet.claim(item, id), item.idLine());
                if (before != null) {
                    findings.add(new Finding(
                            path, item.idLine(), "id " + id + " is already used in line " + before + "; rename one"));
                }
            }
        }
    }
}
