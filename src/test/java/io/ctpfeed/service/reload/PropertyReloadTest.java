package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ctpfeed.service.reload.ReloadResult.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit of the property file restarts what uses it, and nothing else. */
class PropertyReloadTest {
    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void run() throws Exception {
        rig = new ReloadRig(folder);
        rig.properties("a=1", "name=a", "unused=x", "live.level=1", "timeout=1000");
        rig.write("plain.yaml", answering("plain", "{{a}}"));
        rig.write("nested.yaml", answering("nested", "{{{{name}}}}"));
        rig.write("default.yaml", answering("default", "{{b:none}}"));
        rig.write("constant.yaml", answering("constant", "1"));
        rig.write(
                "optional.yaml",
                answering("optional", "1")
                        .replace("- setBody:", "- to:")
                        .replace(
                                "constant: \"1\"",
                                "uri: seda:x\n            parameters:\n              size: \"{{?c}}\"\n              timeout: \"{{timeout}}\""));
        rig.running();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void onlyRoutesThatUseThePropertyAreRestarted() {
        Route constant = rig.route("constant");
        rig.properties("a=2", "name=a", "unused=x", "live.level=1", "timeout=1000");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(List.of("nested", "plain"), result.changed());
        assertEquals(List.of("a"), result.properties());
        assertEquals("2", rig.ask("direct:plain"));
        assertEquals("2", rig.ask("direct:nested"));
        assertSame(constant, rig.route("constant"));
        assertEquals("2", rig.context.resolvePropertyPlaceholders("{{a}}"));
    }

    @Test
    void aPropertyThatAppearsReplacesDefaultAndOptionalValues() {
        rig.properties("a=1", "b=some", "c=7", "name=a", "unused=x", "live.level=1", "timeout=1000");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("default", "optional"), result.changed());
        assertEquals("some", rig.ask("direct:default"));

        rig.properties("a=1", "name=a", "unused=x", "live.level=1", "timeout=1000");
        assertEquals(List.of("default", "optional"), rig.reload.reloadNow().changed());
        assertEquals("none", rig.ask("direct:default"));
    }

    @Test
    void whatNoRouteUsesIsToldToTheService() {
        rig.properties("a=1", "name=a", "unused=y", "live.level=2", "timeout=1000");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of(), result.changed());
        assertEquals(
                List.of(new PropertyChange("live.level", "1", "2"), new PropertyChange("unused", "x", "y")), rig.told);
        assertEquals(List.of("unused"), result.restartNeeded());
    }

    @Test
    void whatTheServiceDoesNotTakeIsRefused() {
        rig.properties("a=2", "name=a", "unused=x", "live.level=1", "timeout=1000", "unknown=1");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, result.outcome());
        assertEquals(
                List.of(rig.config + ": unknown: no such property; take it out"),
                result.findings().stream().map(Finding::toString).toList());
        assertEquals("1", rig.ask("direct:plain"));
        assertEquals(List.of(), rig.told);
    }

    @Test
    void whatIsHalfAppliedIsSaidToNeedARestart() {
        rig.properties("a=2", "name=a", "unused=x", "live.level=1", "timeout=2000");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("nested", "optional", "plain"), result.changed());
        assertEquals(List.of("timeout"), result.restartNeeded());
    }

    @Test
    void whatAStrongerPlaceOverrulesIsSaidSo() {
        rig.overruled.put("timeout", "environment variable TIMEOUT");
        rig.properties("a=2", "name=a", "unused=x", "live.level=1", "timeout=2000");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("timeout (by environment variable TIMEOUT)"), result.overruled());
        assertEquals(List.of(), result.restartNeeded());
        assertEquals(List.of(new PropertyChange("a", "1", "2")), rig.told);
        assertEquals(
                result.overruled(),
                rig.events.get(rig.events.size() - 1).details().get("overruled"));
    }

    @Test
    void aMalformedFileIsRefusedAndTheOldValuesStay() {
        rig.properties("a=2", "name a", "a=3", "d=\\u12", "e={{a}");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, result.outcome());
        assertEquals(
                List.of(
                        rig.config + ":2: not key=value: name ...; write key=value, or # for a remark",
                        rig.config + ":3: a is already set in line 1; remove one",
                        rig.config + ":4: Malformed \\uxxxx encoding.",
                        rig.config + ":5: e: {{ and }} do not match"),
                result.findings().stream().map(Finding::toString).toList());
        assertEquals("1", rig.ask("direct:plain"));
    }

    @Test
    void aValueThatARouteDoesNotTakeIsRefused() {
        rig.properties("a=1", "name=a", "unused=x", "live.level=1", "timeout=soon");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, result.outcome());
        Finding blamed = result.findings().get(0);
        assertEquals(1, result.findings().size());
        assertEquals(rig.config, blamed.file());
        assertEquals(5, blamed.line());
        assertEquals("1000", rig.context.resolvePropertyPlaceholders("{{timeout}}"));
        assertEquals(0, rig.scopes.size());
    }

    @Test
    void aPropertyThatARouteNeedsIsNotTakenAway() {
        rig.properties("name=a", "unused=x", "live.level=1", "timeout=1000");

        assertEquals(Outcome.REFUSED, rig.reload.reloadNow().outcome());
        assertEquals("1", rig.ask("direct:plain"));
    }

    @Test
    void aRouteAndItsNewPropertyComeTogether() {
        rig.properties("a=1", "name=a", "unused=x", "live.level=1", "timeout=1000", "new=9");
        rig.write("plain.yaml", answering("plain", "{{new}}"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("plain"), result.changed());
        assertEquals(List.of("application.properties", "plain.yaml"), result.files());
        assertEquals("9", rig.ask("direct:plain"));
    }

    @Test
    void aFileThatIsGoneLeavesItsValues() throws Exception {
        Files.delete(rig.config);

        assertEquals(Outcome.REFUSED, rig.reload.reloadNow().outcome());
        assertEquals("1", rig.ask("direct:plain"));
    }

    @Test
    void aBrokenStartIsNotAStart(@TempDir Path other) throws Exception {
        try (ReloadRig broken = new ReloadRig(other)) {
            broken.properties("oops");
            broken.write("plain.yaml", answering("plain", "{{a}}"));
            broken.write("constant.yaml", answering("constant", "1"));

            ReloadResult result = broken.reload.load();

            assertEquals(Outcome.REFUSED, result.outcome());
            assertEquals(2, result.findings().size());
            broken.context.start();
            assertNull(broken.route("constant"));
        }
    }
}
