package io.ctpfeed.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file of the configuration, whose every complaint is one line with file and line number. One thread at a time.
 *
 * <p>A {@link Value} is a place in it; what it is asked for and is not is an {@link IllegalArgumentException}.
 */
public final class YamlFile {
    private final Path file;

    private YamlFile(Path file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException one line: the file is not there, unreadable, or no YAML */
    public static Value read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": is not there; put the shipped one back", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** @param file named in complaints */
    public static Value parse(Path file, String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException(file + ": is empty; put the shipped one back"));
            return new YamlFile(file).new Value(root, "");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new IllegalArgumentException(file + ":" + line + ": no YAML: " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + ": no YAML: " + oneLine(e.getMessage()), e);
        }
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ");
    }

    /** A place in the file. */
    public final class Value {
        private final Node node;
        private final String path;

        private Value(Node node, String path) {
            this.node = node;
            this.path = path;
        }

        /** Entries in their order, by key. */
        public Map<String, Value> map() {
            if (!(node instanceof MappingNode mapping)) {
                throw wrong("names with values are expected here");
            }
            Map<String, Value> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                Value key = new Value(tuple.getKeyNode(), path);
                String name = key.text();
                String below = path.isEmpty() ? name : path + "." + name;
                if (entries.putIfAbsent(name, new Value(tuple.getValueNode(), below)) != null) {
                    throw key.wrong("'" + name + "' is there twice; keep one");
                }
            }
            return entries;
        }

        /** The same, with no other keys than these. */
        public Map<String, Value> map(Set<String> known) {
            Map<String, Value> entries = map();
            entries.forEach((name, value) -> {
                if (!known.contains(name)) {
                    throw value.wrong("'" + name + "' is not known here; there are "
                            + String.join(", ", known.stream().sorted().toList()));
                }
            });
            return entries;
        }

        /** Null where there is none. */
        public Value get(String key) {
            return map().get(key);
        }

        public Value required(String key) {
            Value value = get(key);
            if (value == null) {
                throw wrong("'" + key + "' is missing");
            }
            return value;
        }

        public List<Value> list() {
            if (!(node instanceof SequenceNode sequence)) {
                throw wrong("a list is expected: [one, two]");
            }
            return sequence.getValue().stream()
                    .map(each -> new Value(each, path))
                    .toList();
        }

        /** One, or a list of them. */
        public List<Value> oneOrMore() {
            return node instanceof SequenceNode ? list() : List.of(this);
        }

        public String text() {
            if (!(node instanceof ScalarNode scalar)) {
                throw wrong("a single word is expected");
            }
            return scalar.getValue();
        }

        public boolean isMap() {
            return node instanceof MappingNode;
        }

        /** A complaint about this place: file, line, what it is about. */
        public IllegalArgumentException wrong(String problem) {
            int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            String about = path.isEmpty() ? "" : path + ": ";
            return new IllegalArgumentException(file + ":" + line + ": " + about + oneLine(problem));
        }
    }
}
