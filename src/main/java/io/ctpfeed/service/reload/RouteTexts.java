package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteSet.Placed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesComponent;
import org.snakeyaml.engine.v2.nodes.Node;

/** Writes the canonical text of routes, with the values that a properties component has. For one thread. */
final class RouteTexts {
    private static final Pattern UNDEFINED = Pattern.compile("\\[([^\\]]+)] not found in properties");

    private final RouteSet set;
    private final PropertiesComponent properties;

    RouteTexts(RouteSet set, PropertiesComponent properties) {
        this.set = set;
        this.properties = properties;
    }

    /** @throws ProblemException where the template, one of its parameters or a property is missing */
    RouteText of(Placed route) throws ProblemException {
        if (route.item().kind() == ItemKind.ROUTE) {
            String own = resolved(route, route);
            return new RouteText(route.item().id(), route, null, own + fileWide(route) + beans(own));
        }
        Placed template = template(route);
        Properties parameters = parameters(route, template);
        String given = resolved(route, route);
        properties.setLocalProperties(parameters);
        try {
            String body = resolved(template, route);
            String text = given + body;
            return new RouteText(
                    route.item().id(), route, template, text + fileWide(template) + fileWide(route) + beans(text));
        } finally {
            properties.setLocalProperties(null);
        }
    }

    /** Of beans: what is bound under their names. */
    String ofBeans(Placed beans) throws ProblemException {
        return resolved(beans, beans);
    }

    private String resolved(Placed placed, Placed route) throws ProblemException {
        // A template's declared defaults show where they are used.
        Node node = placed.item().kind() == ItemKind.TEMPLATE
                ? Yaml.without(placed.item().node(), "parameters")
                : placed.item().node();
        try {
            return Yaml.canonical(node, this::resolve);
        } catch (Yaml.UnresolvedException e) {
            throw problem(placed, route, e.line(), words(e.getMessage()));
        }
    }

    /** Camel takes a text without braces for a key. */
    private String resolve(String text) {
        return text.contains("{{") ? properties.parseUri(text, true) : text;
    }

    private static String words(String message) {
        Matcher undefined = UNDEFINED.matcher(message);
        return undefined.find()
                ? "property " + undefined.group(1)
                        + " is not defined; add it to the property file or give a default, {{name:default}}"
                : message;
    }

    private Placed template(Placed route) throws ProblemException {
        String name = Yaml.text(route.item().node(), "routeTemplateRef");
        Placed template = set.template(name);
        if (template == null) {
            int line = Yaml.line(Yaml.get(route.item().node(), "routeTemplateRef"));
            throw new ProblemException(Problem.of(
                    route.finding(line, "route " + route.item().id() + ": there is no route template " + name)));
        }
        return template;
    }

    /** What Camel resolves the template's placeholders with: defaults, then what is given, then names of its own beans. */
    private static Properties parameters(Placed route, Placed template) throws ProblemException {
        Properties values = new Properties();
        Set<String> declared = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        for (Node each : Yaml.list(Yaml.get(template.item().node(), "parameters"))) {
            String name = Yaml.text(each, "name");
            declared.add(name);
            if (Yaml.text(each, "defaultValue") != null) {
                values.put(name, Yaml.text(each, "defaultValue"));
            } else if (!"false".equals(Yaml.text(each, "required"))) {
                missing.add(name);
            }
        }
        List<String> where = new ArrayList<>(List.of(
                "route " + route.item().id(), "template " + template.item().id()));
        for (Node each : Yaml.list(Yaml.get(route.item().node(), "parameters"))) {
            String name = Yaml.text(each, "name");
            if (!declared.contains(name)) {
                throw problem(
                        route,
                        template,
                        Yaml.line(each),
                        where.get(1) + " has no parameter " + name + "; it has " + declared);
            }
            values.put(name, String.valueOf(Yaml.text(each, "value")));
            missing.remove(name);
        }
        if (!missing.isEmpty()) {
            throw problem(
                    route,
                    template,
                    route.item().idLine(),
                    where.get(0) + " lacks parameters of " + where.get(1) + ": " + missing);
        }
        for (Placed placed : List.of(template, route)) {
            Yaml.list(Yaml.get(placed.item().node(), "beans"))
                    .forEach(bean -> values.put(Yaml.text(bean, "name"), Yaml.text(bean, "name")));
        }
        return values;
    }

    /** @param where it shows @param other that has a part in it */
    private static ProblemException problem(Placed where, Placed other, int line, String message) {
        Set<Path> involved = new HashSet<>(List.of(where.file().path()));
        involved.add(other.file().path());
        return new ProblemException(new Problem(where.finding(line, message), involved));
    }

    private String fileWide(Placed placed) throws ProblemException {
        StringBuilder text = new StringBuilder();
        for (RouteItem item : placed.file().fileWide()) {
            text.append(resolved(new Placed(placed.file(), item), placed));
        }
        return text.toString();
    }

    /** The beans of route files that a route names: an edited bean is a changed route. */
    private String beans(String routeText) throws ProblemException {
        StringBuilder text = new StringBuilder();
        for (Placed beans : set.of(ItemKind.BEANS)) {
            for (String name : beans.item().ids()) {
                if (Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(routeText)
                        .find()) {
                    text.append(ofBeans(beans));
                    break;
                }
            }
        }
        return text.toString();
    }

    /** Carries a problem to whoever collects them. */
    static final class ProblemException extends Exception {
        private final transient Problem problem;

        ProblemException(Problem problem) {
            super(problem.finding().toString());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
