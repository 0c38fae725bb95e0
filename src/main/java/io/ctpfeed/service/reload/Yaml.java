package io.ctpfeed.service.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the node tree of a YAML text: lines, values, its canonical text, its JSON. Stateless. */
final class Yaml {
    private Yaml() {}

    /** From 1. */
    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** Null where the mapping has no such key, or the node is no mapping. */
    static Node get(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (key.equals(text(entry.getKeyNode()))) {
                    return entry.getValueNode();
                }
            }
        }
        return null;
    }

    /** Null where the node is no scalar. */
    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    static String text(Node node, String key) {
        return text(get(node, key));
    }

    static List<Node> list(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** The mapping without one of its keys. */
    static Node without(Node node, String key) {
        MappingNode mapping = (MappingNode) node;
        List<NodeTuple> others = mapping.getValue().stream()
                .filter(entry -> !key.equals(text(entry.getKeyNode())))
                .toList();
        return new MappingNode(mapping.getTag(), others, mapping.getFlowStyle());
    }

    /**
     * What the node means, whatever its layout, comments and order of keys.
     *
     * @param resolve applied to every scalar value; what it throws goes to the caller
     */
    static String canonical(Node node, UnaryOperator<String> resolve) {
        if (node instanceof SequenceNode sequence) {
            StringBuilder text = new StringBuilder("[");
            sequence.getValue()
                    .forEach(each -> text.append(canonical(each, resolve)).append('\n'));
            return text.append(']').toString();
        }
        if (node instanceof MappingNode mapping) {
            Map<String, String> entries = new TreeMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                entries.put(text(entry.getKeyNode()), canonical(entry.getValueNode(), resolve));
            }
            return entries.toString();
        }
        try {
            return '"' + resolve.apply(text(node)) + '"';
        } catch (UnresolvedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnresolvedException(line(node), e.getMessage());
        }
    }

    /** @param lines is given the line of each value and of each key, by JSON pointer */
    static JsonNode json(Node node, String pointer, BiConsumer<String, Integer> lines) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = factory.arrayNode();
            for (Node each : sequence.getValue()) {
                String at = pointer + "/" + array.size();
                lines.accept(at, line(each));
                array.add(json(each, at, lines));
            }
            return array;
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = factory.objectNode();
            for (NodeTuple entry : mapping.getValue()) {
                String key = text(entry.getKeyNode());
                String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
                lines.accept(at, line(entry.getKeyNode()));
                object.set(key, json(entry.getValueNode(), at, lines));
            }
            return object;
        }
        return scalar((ScalarNode) node, factory);
    }

    private static JsonNode scalar(ScalarNode node, JsonNodeFactory factory) {
        String value = node.getValue();
        try {
            if (node.getTag().equals(Tag.INT)) {
                return factory.numberNode(Long.decode(value));
            }
            if (node.getTag().equals(Tag.FLOAT)) {
                return factory.numberNode(Double.parseDouble(value));
            }
        } catch (NumberFormatException e) {
            return factory.textNode(value);
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return factory.booleanNode(Boolean.parseBoolean(value));
        }
        return node.getTag().equals(Tag.NULL) ? factory.nullNode() : factory.textNode(value);
    }

    /** A placeholder that has no value. */
    static final class UnresolvedException extends RuntimeException {
        private final int line;

        UnresolvedException(int line, String message) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
