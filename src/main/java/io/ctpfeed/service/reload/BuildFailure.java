package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteSet.Placed;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.util.ObjectHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Turns what Camel throws when a route cannot be built into one line and the place in the file. Stateless. */
final class BuildFailure {
    private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*?)}]");
    private static final Pattern UNKNOWN_SCHEME =
            Pattern.compile("No (?:component found with scheme|endpoint could be found for): ([^:\\s,]+)");
    private static final Pattern UNKNOWN_URI = Pattern.compile("Failed to resolve endpoint: ([^?\\s]+)");

    /** The YAML loader's own, which know their line. */
    private static final Pattern MARKED = Pattern.compile("(?s)^(.*?)\\s+in \\S+, line (\\d+), column.*");
    /** What Camel's other messages name, the surest first. */
    private static final List<Pattern> OFFENDERS = List.of(
            Pattern.compile("with name: (\\w+)"),
            Pattern.compile("String value: (\\S+) to type"),
            UNKNOWN_URI,
            Pattern.compile("[:=] ?([^\\s:=]+)\\.?$"));

    private BuildFailure() {}

    /**
     * @param placed the entry that could not be built
     * @param template that it is made from; may be null
     */
    static Problem explain(Throwable thrown, Placed placed, Placed template) {
        Set<Path> involved = new HashSet<>(List.of(placed.file().path()));
        if (template != null) {
            involved.add(template.file().path());
        }
        Cause cause = cause(thrown);
        Matcher marked = MARKED.matcher(cause.message());
        if (marked.find()) {
            int line = Integer.parseInt(marked.group(2));
            return new Problem(placed.finding(line, name(placed) + marked.group(1)), involved);
        }
        for (Placed where : template == null ? List.of(placed) : List.of(placed, template)) {
            int line = cause.word() == null ? 0 : lineOf(where.item().node(), cause.word());
            if (line > 0) {
                return new Problem(where.finding(line, name(placed) + cause.message()), involved);
            }
        }
        return new Problem(placed.finding(placed.item().firstLine(), name(placed) + cause.message()), involved);
    }

    /** @param word the offending one, to be looked for in the text; null where it is not known */
    private record Cause(String word, String message) {}

    private static Cause cause(Throwable thrown) {
        NoSuchBeanException bean = ObjectHelper.getException(NoSuchBeanException.class, thrown);
        if (bean != null) {
            return new Cause(bean.getName(), "there is no bean " + bean.getName() + "; check its name");
        }
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        Matcher scheme = UNKNOWN_SCHEME.matcher(message);
        if (scheme.find()) {
            return new Cause(scheme.group(1), "there is no component " + scheme.group(1) + "; check its name");
        }
        Matcher options = UNKNOWN_OPTIONS.matcher(message);
        if (options.find()) {
            // Names only: the values may be secrets.
            String names = options.group(1).replaceAll("=[^,]*", "");
            return new Cause(names.split(",")[0], uri(message) + " has no option " + names + "; check its spelling");
        }
        PropertyBindingException binding = ObjectHelper.getException(PropertyBindingException.class, thrown);
        if (binding != null && binding.getPropertyName() != null) {
            String option = binding.getPropertyName();
            return new Cause(option, "option " + option + " cannot take its value: " + message);
        }
        return new Cause(offender(message), message);
    }

    private static String offender(String message) {
        for (Pattern pattern : OFFENDERS) {
            Matcher matcher = pattern.matcher(message);
            if (matcher.find()) {
                return matcher.group(1).replace("://", ":");
            }
        }
        return null;
    }

    private static String uri(String message) {
        Matcher uri = UNKNOWN_URI.matcher(message);
        return uri.find() ? uri.group(1).replace("://", ":") : "the endpoint";
    }

    private static String name(Placed placed) {
        return switch (placed.item().kind()) {
            case ROUTE, TEMPLATED -> "route " + placed.item().id() + ": ";
            case TEMPLATE -> "template " + placed.item().id() + ": ";
            case BEANS, FILE_WIDE -> "";
        };
    }

    /** Of the first key or value that names the word; 0 if none does. */
    private static int lineOf(Node node, String word) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .mapToInt(each -> lineOf(each, word))
                    .filter(line -> line > 0)
                    .findFirst()
                    .orElse(0);
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .mapToInt(entry -> word.equals(Yaml.text(entry.getKeyNode()))
                            ? Yaml.line(entry.getKeyNode())
                            : lineOf(entry.getValueNode(), word))
                    .filter(line -> line > 0)
                    .findFirst()
                    .orElse(0);
        }
        String text = Yaml.text(node);
        boolean names = text != null
                && Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                        .matcher(text)
                        .find();
        return names ? Yaml.line(node) : 0;
    }
}
