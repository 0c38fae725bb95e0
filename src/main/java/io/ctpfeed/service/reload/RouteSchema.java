package io.ctpfeed.service.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The JSON schema of Camel's YAML DSL, as camel-yaml-dsl ships it; says in which line a key is misspelt or missing,
 * which the DSL's own loader does not.
 */
final class RouteSchema {
    private static final String LOCATION = "/schema/camelYamlDsl.json";
    /** Camel takes any of them for any other, and a placeholder may stand for each. */
    private static final List<String> SCALARS = List.of("string", "number", "integer", "boolean");
    /** Messages of branches that were not meant; the branch that was meant has one of its own. */
    private static final Set<String> BRANCHES = Set.of("oneOf", "anyOf", "allOf", "not");

    private final JsonSchema schema = Shipped.SCHEMA;

    /** Read once, when first needed: it is large, and immutable. */
    private static final class Shipped {
        static final JsonSchema SCHEMA = read();

        private static JsonSchema read() {
            // Preloading would follow the steps within steps of the schema to its full depth: half a minute.
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .preloadJsonSchema(false)
                    .build();
            try (InputStream in = RouteSchema.class.getResourceAsStream(LOCATION)) {
                JsonNode schema = widen(new ObjectMapper().readTree(in));
                return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema, config);
            } catch (IOException e) {
                throw new UncheckedIOException("camel-yaml-dsl's " + LOCATION + " cannot be read", e);
            }
        }

        /** Asks for the form only: what a value may be is tried out by building the route. */
        private static JsonNode widen(JsonNode schema) {
            if (schema instanceof ObjectNode object) {
                if (SCALARS.contains(object.path("type").asText())) {
                    SCALARS.forEach(object.putArray("type")::add);
                }
                if (object.path("enum").isArray()) {
                    object.remove("enum");
                }
                // With every scalar allowed, two branches may fit.
                if (object.path("oneOf").isArray() && !object.has("anyOf")) {
                    object.set("anyOf", object.remove("oneOf"));
                }
            }
            schema.forEach(Shipped::widen);
            return schema;
        }
    }

    /** One finding an entry of the list: the deepest, which is the nearest to the mistake. */
    List<Finding> validate(Path path, Node root) {
        Map<String, Integer> lines = new HashMap<>();
        JsonNode json = Yaml.json(root, "", lines::put);
        List<ValidationMessage> meant = schema.validate(json).stream()
                .filter(message -> !BRANCHES.contains(message.getType()))
                .toList();
        Map<String, List<ValidationMessage>> byItem = new TreeMap<>();
        for (ValidationMessage message : meant) {
            byItem.computeIfAbsent(item(message), key -> new ArrayList<>()).add(message);
        }
        List<Finding> findings = new ArrayList<>();
        for (List<ValidationMessage> messages : byItem.values()) {
            ValidationMessage deepest = messages.stream()
                    .max(Comparator.comparingInt(message -> depth(message)))
                    .orElseThrow();
            findings.add(new Finding(path, line(deepest, lines), words(deepest)));
        }
        return findings;
    }

    private static String pointer(ValidationMessage message) {
        return message.getInstanceLocation().toString();
    }

    private static String item(ValidationMessage message) {
        String pointer = pointer(message);
        int second = pointer.indexOf('/', 1);
        return second < 0 ? pointer : pointer.substring(0, second);
    }

    private static int depth(ValidationMessage message) {
        // Of two at the same place, the misspelt key says more than the missing one.
        return message.getInstanceLocation().getNameCount() * 2
                + (message.getType().equals("additionalProperties") ? 1 : 0);
    }

    private static int line(ValidationMessage message, Map<String, Integer> lines) {
        String pointer = pointer(message);
        Integer key = lines.get(pointer + "/" + message.getProperty());
        return key != null && message.getType().equals("additionalProperties") ? key : lines.getOrDefault(pointer, 0);
    }

    private static String words(ValidationMessage message) {
        String place = place(pointer(message));
        return switch (message.getType()) {
            case "additionalProperties" -> place + " has no option " + message.getProperty() + "; check its spelling";
            case "required" -> place + " needs " + message.getProperty();
            case "maxProperties" -> place + " has more than one key; check the indentation";
            case "type" -> message.getMessage().contains("null found")
                    ? place + " is empty; check the indentation"
                    : place + ": " + message.getMessage().replaceFirst("^\\S*: ", "");
            default -> place + ": " + message.getMessage().replaceFirst("^\\S*: ", "");
        };
    }

    /** The last named key of the pointer. */
    private static String place(String pointer) {
        String[] parts = pointer.split("/");
        for (int i = parts.length - 1; i > 0; i--) {
            if (!parts[i].matches("\\d+")) {
                return parts[i];
            }
        }
        return "the entry";
    }
}
