package io.ctpfeed.service.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.service.reload.ReloadResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes made from templates, and beans that stand in route files. */
class TemplateReloadTest {
    private static final String TEMPLATE =
            """
            - routeTemplate:
                id: source
                parameters:
                  - name: account
                  - name: answer
                    defaultValue: "{{default.answer}}"
                route:
                  from:
                    uri: direct:{{account}}
                    steps:
                      - setBody:
                          constant: "{{account}} {{answer}}"
            """;

    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void twoAccounts() throws Exception {
        rig = new ReloadRig(folder);
        rig.properties("default.answer=1");
        rig.write("sources.yaml", TEMPLATE);
        rig.write("accounts.yaml", account("primary", "") + account("backup", parameter("answer", "2")));
        rig.running();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static String account(String name, String parameters) {
        return "- templatedRoute:\n    routeTemplateRef: source\n    routeId: " + name + "\n    parameters:\n"
                + parameter("account", name) + parameters;
    }

    private static String parameter(String name, String value) {
        return "      - name: " + name + "\n        value: \"" + value + "\"\n";
    }

    @Test
    void aParameterOfOneRouteReplacesThatRoute() {
        Route primary = rig.route("primary");
        rig.write("accounts.yaml", account("primary", "") + account("backup", parameter("answer", "3")));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("backup"), result.changed());
        assertEquals("backup 3", rig.ask("direct:backup"));
        assertEquals("primary 1", rig.ask("direct:primary"));
        assertSame(primary, rig.route("primary"));
    }

    @Test
    void anEditedTemplateReplacesAllItsRoutes() {
        rig.write("sources.yaml", TEMPLATE.replace("{{account}} {{answer}}", "{{account}}: {{answer}}"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("backup", "primary"), result.changed());
        assertEquals("backup: 2", rig.ask("direct:backup"));
        assertEquals("primary: 1", rig.ask("direct:primary"));
    }

    @Test
    void aPropertyBehindADefaultReplacesTheRoutesThatTakeTheDefault() {
        rig.properties("default.answer=4");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("primary"), result.changed());
        assertEquals("primary 4", rig.ask("direct:primary"));
    }

    @Test
    void anotherAccountIsAFewLines() {
        rig.write("third.yaml", account("third", ""));

        assertEquals(List.of("third"), rig.reload.reloadNow().added());
        assertEquals("third 1", rig.ask("direct:third"));
    }

    @Test
    void aRouteOfAnAccountThatIsNotThereIsAsIfItWereNotWritten() {
        Route primary = rig.route("primary");
        rig.write("accounts.yaml", account("primary", "") + account("absent", parameter("no-such", "1")));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of(), result.findings());
        assertEquals(List.of("backup"), result.removed());
        assertSame(primary, rig.route("primary"));
    }

    @Test
    void aMissingOrUnknownParameterIsNamed() {
        rig.write("third.yaml", account("third", "").replace("name: account", "name: acount"));
        refused("third.yaml", 5, "template source has no parameter acount; it has [account, answer]");
        rig.write("third.yaml", account("third", "").replace("name: account", "name: answer"));
        refused("third.yaml", 3, "route third lacks parameters of template source: [account]");
        rig.write("third.yaml", account("third", "").replace("Ref: source", "Ref: sauce"));
        refused("third.yaml", 2, "route third: there is no route template sauce");
    }

    @Test
    void aTemplateThatWouldBreakItsRoutesIsRefused() {
        rig.write("sources.yaml", TEMPLATE.replace("{{account}} {{answer}}", "{{account}} {{anwser}}"));
        refused(
                "sources.yaml",
                12,
                "property anwser is not defined; add it to the property file or give a default, {{name:default}}");
        rig.write("sources.yaml", TEMPLATE.replace("direct:", "dirct:"));
        refused("sources.yaml", 9, "route primary: there is no component dirct; check its name");
    }

    @Test
    void aTemplateInUseIsNotDeleted() throws Exception {
        rig.delete("sources.yaml");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, result.outcome());
        assertEquals("primary 1", rig.ask("direct:primary"));
    }

    @Test
    void anEditedBeanReplacesTheRoutesThatNameIt() {
        String bean =
                "- beans:\n    - name: greeting\n      type: java.util.concurrent.atomic.AtomicInteger\n      constructors:\n"
                        + "        \"0\": 5\n";
        String user = ReloadRig.answering("greeter", "")
                .replace("setBody:", "bean:")
                .replace("constant: \"\"", "ref: greeting\n            method: get");
        rig.write("beans.yaml", bean);
        rig.write("greeter.yaml", user);
        assertTrue(rig.reload.reloadNow().isClean(), () -> rig.events.toString());
        Route primary = rig.route("primary");
        Route greeter = rig.route("greeter");
        assertEquals(5, rig.ask("direct:greeter"));

        rig.write("beans.yaml", bean.replace(": 5", ": 6"));
        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("greeter"), result.changed());
        assertNotSame(greeter, rig.route("greeter"));
        assertSame(primary, rig.route("primary"));
        assertEquals(6, rig.ask("direct:greeter"));
    }

    private void refused(String file, int line, String message) {
        ReloadResult result = rig.reload.reloadNow();
        assertEquals(Outcome.REFUSED, result.outcome());
        assertEquals(
                new Finding(rig.routes.resolve(file), line, message).toString(),
                result.findings().get(0).toString());
        assertEquals("primary 1", rig.ask("direct:primary"));
    }
}
