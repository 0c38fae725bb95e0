package io.ctpfeed.ops.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration of Alertmanager by {@code amtool}: sound, tells the right people, holds no secret. */
class AlertmanagerConfigTest {
    private static final Path CONFIG = Path.of("config", "alertmanager", "alertmanager.yml");
    private static final Path TEMPLATES = Path.of("config", "alertmanager", "templates", "*.tmpl");
    /** As Alertmanager tells it. */
    private static final Path ALERT = Path.of("src", "test", "resources", "alert.json");

    @Test
    void amtoolFindsNoFault() throws Exception {
        Tool.run("amtool", "check-config", CONFIG.toString());
    }

    @Test
    void withTheRobotsTakenOutOfTheCommentEither(@TempDir Path folder) throws Exception {
        String text = Files.readString(CONFIG);
        String with = text.replaceAll("(?m)^( +)#(webhook_configs|  - \\{url)", "$1$2");
        assertFalse(with.equals(text), "the robots are in a comment");
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), with.replace("templates/*", "none/*"));

        Tool.run("amtool", "check-config", file.toString());
        for (String robot : new String[] {"dingtalk", "wecom", "feishu"}) {
            assertTrue(with.contains("    - {url: 'http://127.0.0.1:9465/alerts/" + robot + "'"), with);
        }
    }

    @Test
    void whoIsCalledAndWhoLooksToday() throws Exception {
        assertEquals("on-call", receiver("alertname=CtpfeedNatsDown", "severity=critical"));
        assertEquals("desk", receiver("alertname=CtpfeedFailover", "severity=warning"));
    }

    @Test
    void mailsSayWhatRingsAndWhatToDo() throws Exception {
        String subject = rendered("{{ template \"ctpfeed.subject\" . }}");
        String text = rendered("{{ template \"ctpfeed.text\" . }}");
        String html = rendered("{{ template \"ctpfeed.html\" . }}");

        assertEquals("[critical] CtpfeedNatsDown rings: 127.0.0.1:9464", subject);
        assertTrue(text.startsWith("RINGS CtpfeedNatsDown (critical): NATS takes no ticks\n"), text);
        assertTrue(text.contains("what to do: http://127.0.0.1/runbooks/CtpfeedNatsDown.md"), text);
        assertTrue(html.contains("<a href=\"http://127.0.0.1/runbooks/CtpfeedNatsDown.md\">What to do</a>"), html);
    }

    @Test
    void noSecretIsInIt() throws Exception {
        for (String line : Files.readAllLines(CONFIG)) {
            String set = line.strip();
            assertFalse(
                    !set.startsWith("#") && set.matches(".*(password|secret|token|access_token)[a-z_]*:.*"),
                    "a secret belongs into a file of its own: " + line);
        }
    }

    private static String receiver(String... labels) throws Exception {
        return Tool.run("amtool", "config", "routes", "test", "--config.file=" + CONFIG, labels[0], labels[1])
                .lines()
                .reduce("", (before, last) -> last);
    }

    /** For an alert that rings. */
    private static String rendered(String template) throws Exception {
        return Tool.run(
                "amtool",
                "template",
                "render",
                "--template.glob=" + TEMPLATES,
                "--template.data=" + ALERT,
                "--template.text=" + template);
    }
}
