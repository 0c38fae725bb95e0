package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ctpfeed.service.reload.ReloadResult.Outcome;
import java.nio.file.Path;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of broken edit is refused with file and line, and nothing that runs is touched. */
class BrokenEditTest {
    private static final String GOOD =
            """
            - route:
                id: ticks
                description: all lines as one stream
                from:
                  uri: direct:ticks
                  parameters:
                    bridgeErrorHandler: false
                  steps:
                    - log:
                        message: "${body}"
                        loggingLevel: "DEBUG"
                    - process:
                        ref: sink
                    - to:
                        uri: log:ticks
                        parameters:
                          showHeaders: true
            """;

    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void run() throws Exception {
        rig = new ReloadRig(folder);
        rig.write("other.yaml", answering("other", "1"));
        rig.write("ticks.yaml", GOOD);
        rig.running();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aMisspeltKey() {
        refused(GOOD.replace("steps:", "stepps:"), 8, "from has no option stepps; check its spelling");
    }

    @Test
    void anEntryThatContainsItself() {
        refused("- &a [*a]\n" + GOOD, 1, "contains itself, by an alias (*); write it out");
        refused(
                GOOD.replace("parameters:", "parameters: &p").replace("bridgeErrorHandler: false", "again: *p"),
                6,
                "contains itself, by an alias (*); write it out");
    }

    @Test
    void aTextThatIsNestedTooDeeply() {
        refused("- " + "[".repeat(200_000), 0, "is nested too deeply to be read");
    }

    @Test
    void aMisspeltStep() {
        refused(GOOD.replace("- process:", "- proces:"), 12, "steps has no option proces; check its spelling");
    }

    @Test
    void aMisspeltOptionOfAStep() {
        refused(GOOD.replace("loggingLevel", "logingLevel"), 11, "log has no option logingLevel; check its spelling");
    }

    @Test
    void aMistakeDeepWithinSteps() {
        String deep =
                """
                        - choice:
                            when:
                              - simple: "${body}"
                                steps:
                                  - setHeader:
                                      nam: class
                                      constant: LIVE
                """;
        refused(GOOD + deep, 23, "setHeader has no option nam; check its spelling");
        refused(
                GOOD + deep.replace("simple:", "smple:").replace("nam:", "name:"),
                20,
                "when has no option smple; check its spelling");
        refused(
                GOOD + deep.replace("constant:", "constnt:").replace("nam:", "name:"),
                24,
                "setHeader has no option constnt; check its spelling");
    }

    @Test
    void aTextInsteadOfAList() {
        refused(GOOD.substring(0, GOOD.indexOf("steps:")) + "steps: none\n", 8, "steps: string found, array expected");
    }

    @Test
    void aStepThatIsNotIndented() {
        refused(
                GOOD.replace("            ref: sink", "          ref: sink"),
                12,
                "process is empty; check the indentation");
    }

    @Test
    void aTab() {
        refused(
                GOOD.replace("    description", "\tdescription"),
                3,
                "not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)");
    }

    @Test
    void aBracketThatIsNotClosed() {
        refused(GOOD.replace("\"${body}\"", "\"${body}"), 11, null);
    }

    @Test
    void anEmptyFile() {
        refused("", 0, "the file holds no route; to remove its routes, delete the file");
        refused("# only a remark\n", 0, "the file holds no route; to remove its routes, delete the file");
    }

    @Test
    void aBeanThatDoesNotExist() {
        refused(GOOD.replace("ref: sink", "ref: snik"), 13, "route ticks: there is no bean snik; check its name");
        refused(
                GOOD.replace("process:", "bean:").replace("ref: sink", "ref: snik"),
                13,
                "route ticks: there is no bean snik; check its name");
    }

    @Test
    void aComponentThatDoesNotExist() {
        refused(GOOD.replace("log:ticks", "lgo:ticks"), 15, "route ticks: there is no component lgo; check its name");
    }

    @Test
    void anOptionThatTheEndpointDoesNotHave() {
        refused(
                GOOD.replace("showHeaders", "showHeadres"),
                17,
                "route ticks: log:ticks has no option showHeadres; check its spelling");
        refused(
                GOOD.replace("uri: direct:ticks", "uri: direct:ticks?blok=true"),
                5,
                "route ticks: Uri should not contains query parameters (uri: direct:ticks?blok=true)");
    }

    @Test
    void anOptionWithAValueThatItCannotTake() {
        refused(GOOD.replace("showHeaders: true", "showHeaders: maybe"), 17, null);
    }

    @Test
    void anExpressionThatCannotBeRead() {
        refused(GOOD.replace("\"${body}\"", "\"${bdoy}\""), 10, "route ticks: Unknown function: bdoy");
    }

    @Test
    void anIdTwiceInAFile() {
        refused(GOOD + answering("ticks", "2"), 19, "id ticks is already used in line 2; rename one");
    }

    @Test
    void anIdOfARouteOfTheServiceItself() throws Exception {
        rig.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:own").routeId("own").to("log:own");
            }
        });
        refused(answering("own", "1"), 2, "id own is used by a route of the service itself; rename one");
    }

    @Test
    void anInputThatAnotherRouteHas() {
        refused(
                answering("ticks", "1").replace("direct:ticks", "direct:other"),
                2,
                "routes other and ticks both take from direct:other, which allows one; change one");
    }

    @Test
    void aKeyTwice() {
        refused(
                GOOD.replace("    description", "    id: tickets\n    description"),
                3,
                "id is given twice; remove one");
    }

    @Test
    void aPropertyThatIsNotDefined() {
        refused(
                GOOD.replace("showHeaders: true", "showHeaders: \"{{ticks.headers}}\""),
                17,
                "property ticks.headers is not defined; add it to the property file or give a default, {{name:default}}");
    }

    @Test
    void aRouteWithoutAnId() {
        refused(GOOD.replace("    id: ticks\n", ""), 1, "route without a fixed id; give it id: NAME");
    }

    @Test
    void aMapInsteadOfAList() {
        refused(GOOD.replace("- route", "  route"), 1, "a route file is a list; begin each entry with \"- route:\"");
    }

    @Test
    void anEntryThatAReloadCannotCarry() {
        refused(
                GOOD + "- rest:\n    path: /x\n",
                18,
                "rest cannot be reloaded; use route, routeTemplate, templatedRoute, beans, onException, onCompletion,"
                        + " errorHandler or intercept");
    }

    private void refused(String text, int line, String message) {
        Route ticks = rig.route("ticks");
        Route other = rig.route("other");
        rig.write("ticks.yaml", text);

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, result.outcome(), result::toString);
        Finding finding = result.findings().get(0);
        assertEquals(rig.routes.resolve("ticks.yaml"), finding.file());
        if (message != null) {
            assertEquals(message, finding.message());
        }
        assertEquals(line, finding.line(), finding::toString);
        assertEquals(1, result.findings().size(), result::toString);
        assertSame(ticks, rig.route("ticks"));
        assertSame(other, rig.route("other"));
        assertEquals(0, rig.scopes.size());
        assertEquals("edit-refused", rig.eventNames().get(rig.events.size() - 1));
    }
}
