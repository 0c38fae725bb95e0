package io.ctpfeed.ops.hawtio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Something that a request to Jolokia would do, beside what it would only look at. Immutable.
 *
 * @param index of the request in its list
 * @param action what is done: the operation without its signature, or the attribute that is set
 * @param target to what: {@code route ticks}
 * @param arguments as they were given, cut short
 */
record Deed(int index, String action, String target, String arguments) {
    private static final int LONGEST = 300;

    /** @param body a request, or a list of them */
    static List<Deed> in(JsonNode body) {
        List<Deed> deeds = new ArrayList<>();
        for (int i = 0; i < (body.isArray() ? body.size() : 1); i++) {
            JsonNode request = body.isArray() ? body.get(i) : body;
            switch (request.path("type").asText().toLowerCase(Locale.ROOT)) {
                case "exec" -> deeds.add(new Deed(
                        i,
                        request.path("operation").asText().replaceFirst("\\(.*", ""),
                        target(request.path("mbean").asText()),
                        shortened(request.path("arguments"))));
                case "write" -> deeds.add(new Deed(
                        i,
                        "set " + request.path("attribute").asText(),
                        target(request.path("mbean").asText()),
                        shortened(request.path("value"))));
                default -> {
                    // it looks
                }
            }
        }
        return deeds;
    }

    /** Hawtio's page asks for the text of routes whenever it is opened. */
    boolean isOfThePage() {
        return action.startsWith("dump");
    }

    /** A word for the kind of bean, and its name; the whole name of a bean that has no such. */
    private static String target(String bean) {
        try {
            ObjectName name = new ObjectName(bean);
            String type = String.valueOf(name.getKeyProperty("type")).replaceFirst("s$", "");
            String own = name.getKeyProperty("name");
            return own == null ? bean : type + " " + (own.startsWith("\"") ? ObjectName.unquote(own) : own);
        } catch (MalformedObjectNameException | IllegalArgumentException e) {
            return bean;
        }
    }

    private static String shortened(JsonNode value) {
        String text = value.isMissingNode() ? "" : value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
