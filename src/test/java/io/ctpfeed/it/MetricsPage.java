package io.ctpfeed.it;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reference page of metrics, from what a running service shows. */
final class MetricsPage {
    /** Names that are not ours: they come with the JVM and with Camel, and differ with its collector and routes. */
    static final Map<String, String> FOREIGN = new TreeMap<>(Map.of(
            "jvm_", "Memory, garbage collection, threads and class loading of the Java virtual machine (Micrometer)",
            "process_", "Processor time, start and age of the process (Micrometer)",
            "app_", "Versions of Camel, as labels",
            "system_", "Processors and load of the machine (Micrometer)",
            "camel_",
                    "Camel: how many routes there are and run, and of the routes that steer the feed (not of those of ticks)"
                            + " how often they ran, failed, and for how long: `camel_exchanges_total{routeId}`,"
                            + " `camel_exchanges_failed_total{routeId}`"));

    private static final String HEAD =
            """
            # Metrics

            Generated from what a running service shows at `http://127.0.0.1:9464/observe/metrics` (`ops.http-port`); do not
            edit. All names of our own begin with `ctpfeed_`; units are base units (seconds, bytes, ticks), and no label has more
            values than there are accounts, exchanges, reasons or consumers. A scrape reads what the service counts anyway: it
            costs a tick nothing.

            Alerts and what they rest on: [config/prometheus/rules](../../config/prometheus/rules), thresholds `alerts.*`.

            | name | type | labels | meaning |
            | --- | --- | --- | --- |
            """;
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z0-9_:]+)(\\{(.*)})? \\S+.*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    private final Map<String, String> helps = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();
    private final Set<String> samples = new TreeSet<>();

    /** @param scrape the text that Prometheus is given */
    MetricsPage(String scrape) {
        scrape.lines().forEach(line -> {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                helps.put(help.group(1), help.group(2));
            } else if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                samples.add(sample.group(1));
                String family = types.containsKey(sample.group(1))
                        ? sample.group(1)
                        : PART.matcher(sample.group(1)).replaceFirst("");
                Set<String> names = labels.computeIfAbsent(family, key -> new TreeSet<>());
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .forEach(names::add);
            }
        });
    }

    /** All names that a query may ask for. */
    Set<String> names() {
        Set<String> all = new TreeSet<>(samples);
        all.addAll(types.keySet());
        return all;
    }

    /** Families that are ours. */
    Set<String> ours() {
        Set<String> ours = new TreeSet<>(types.keySet());
        ours.removeIf(name -> !name.startsWith("ctpfeed_"));
        return ours;
    }

    String help(String name) {
        return helps.getOrDefault(name, "");
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (String name : ours()) {
            page.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(types.get(name))
                    .append(" | ");
            page.append(String.join(", ", labels.getOrDefault(name, Set.of())));
            page.append(" | ").append(help(name)).append(" |\n");
        }
        page.append("\n## Of Java and Camel\n\n| names begin with | are |\n| --- | --- |\n");
        FOREIGN.forEach((prefix, what) ->
                page.append("| `").append(prefix).append("` | ").append(what).append(" |\n"));
        return page.toString();
    }
}
