package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes the reference page of all properties, and compares it with the one under version control. */
class PropertyReferenceTest {
    private static final Path PAGE = Path.of("docs", "reference", "properties.md");
    private static final Path MADE = Path.of("target", "properties.md");

    private static final Map<String, String> CHAPTERS = new LinkedHashMap<>();

    static {
        CHAPTERS.put("ctp", "Accounts");
        CHAPTERS.put("source", "Fronts");
        CHAPTERS.put("lines", "Several lines");
        CHAPTERS.put("failover", "Failover");
        CHAPTERS.put("quality", "Ticks with a flaw");
        CHAPTERS.put("gaps", "Gaps");
        CHAPTERS.put("subscription", "Subscription");
        CHAPTERS.put("inspection", "Inspection");
        CHAPTERS.put("recovery", "Recovery");
        CHAPTERS.put("nats", "NATS");
        CHAPTERS.put("publish", "Publishing");
        CHAPTERS.put("premarket", "Pre-market restart");
        CHAPTERS.put("checkpoint", "Checkpoints");
        CHAPTERS.put("close", "After the close");
        CHAPTERS.put("alerts", "Alerts");
        CHAPTERS.put("relay", "Relay of alerts");
        CHAPTERS.put("ops", "Operation");
        CHAPTERS.put("hawtio", "Hawtio");
        CHAPTERS.put("log", "Log");
    }

    private static final String HEAD =
            """
            # Properties

            Generated from the catalogue in `io.ctpfeed.config`; do not edit.

            A property is set in `config/application.properties` by its name, in `.env` or the environment by its variable, or
            as a system property by its name. Of several places the first counts: system property, environment, `.env`,
            `config/application.properties`, default. An empty value counts as not given.

            *Routes: yes* means that the shipped routes use it as `{{name}}`: an edit of `config/application.properties` under
            way restarts the routes that use it, and them alone. *live*: an edit counts at once and restarts nothing. All else
            is read when the service starts. Properties of your own, for routes of your own, have names that start with
            `routes.`; Camel's own start with `camel.`.
            """;

    @Test
    void thePageUnderVersionControlIsTheGeneratedOne() throws IOException {
        String page = page();
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, page);

        assertEquals(page, Files.exists(PAGE) ? Files.readString(PAGE) : "", "stale; run: cp " + MADE + " " + PAGE);
    }

    private static String page() throws IOException {
        String routes = PropertiesAreReadTest.routes();
        StringBuilder page = new StringBuilder(HEAD);
        for (Map.Entry<String, String> chapter : CHAPTERS.entrySet()) {
            page.append("\n## ").append(chapter.getValue()).append("\n\n");
            page.append(
                    "| name | variable | values | default | routes | meaning |\n| --- | --- | --- | --- | --- | --- |\n");
            FeedProperties.all().stream()
                    .filter(property -> property.key().startsWith(chapter.getKey() + "."))
                    .forEach(property -> page.append(row(property, routes.contains("{{" + property.key() + "}}"))));
        }
        return page.toString();
    }

    private static String row(Property<?> property, boolean inRoutes) {
        String variable = property.key().startsWith("log.levels.")
                ? ""
                : code(property.environmentName().replace("*", "NAME"));
        String defaultText =
                property.defaultText() == null || property.defaultText().isEmpty()
                        ? ""
                        : code(property.defaultText().replace("flow/*", "flow/NAME"));
        return String.join(
                        " | ",
                        "| " + code(property.key().replace("*", "NAME")),
                        variable,
                        property.expected().replace("|", "\\|"),
                        defaultText,
                        inRoutes ? "yes" : isLive(property.key()) ? "live" : "",
                        (property.secret() ? "(secret) " : "") + property.description())
                + " |\n";
    }

    private static boolean isLive(String key) {
        return SubscriptionConfig.keys().contains(key)
                || RecoveryConfig.keys().contains(key)
                || PreMarketConfig.keys().contains(key)
                || QualityConfig.keys().contains(key)
                || AlertsConfig.keys().contains(key);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
