package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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

/** What an edit does to routes that run. */
class LiveReloadTest {
    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void twoRoutesRun() throws Exception {
        rig = new ReloadRig(folder);
        rig.write("one.yaml", answering("one", "1") + answering("two", "2"));
        rig.write("three.yaml", answering("three", "3"));
        rig.running();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void onlyTheRouteWhoseTextChangedIsReplaced() {
        Route two = rig.route("two");
        Route three = rig.route("three");
        rig.write("one.yaml", answering("one", "uno") + answering("two", "2"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(List.of("one"), result.changed());
        assertEquals(List.of("three", "two"), result.kept());
        assertEquals("uno", rig.ask("direct:one"));
        assertSame(two, rig.route("two"));
        assertSame(three, rig.route("three"));
        assertEquals(List.of(List.of("one"), List.of("closed")), rig.scopes);
        assertEquals(2, rig.reload.applied() + 1);
    }

    @Test
    void layoutCommentsAndOrderOfKeysAreNoChange() {
        rig.write(
                "three.yaml",
                "# a remark\n\n- route:\n    from:\n      steps: [{setBody: {constant: '3'}}]\n"
                        + "      uri: direct:three\n    description: \"answers\"\n    id: three\n");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(List.of(), result.changed());
        assertEquals(3, result.kept().size());
    }

    @Test
    void addedRoutesStartAndDeletedOnesAreRemoved() {
        rig.write("one.yaml", answering("one", "1") + answering("four", "4"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("four"), result.added());
        assertEquals(List.of("two"), result.removed());
        assertEquals("4", rig.ask("direct:four"));
        assertNull(rig.route("two"));
        assertNull(rig.context.getRouteDefinition("two"));
    }

    @Test
    void theRoutesOfADeletedFileAreRemoved() throws Exception {
        rig.delete("one.yaml");

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("one", "two"), result.removed());
        assertNull(rig.route("one"));
        assertEquals("3", rig.ask("direct:three"));
    }

    @Test
    void aRouteThatMovesToAnotherFileIsNotTouched() {
        Route two = rig.route("two");
        rig.write("one.yaml", answering("one", "1"));
        rig.write("two.yaml", answering("two", "2"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(3, result.kept().size());
        assertSame(two, rig.route("two"));
    }

    @Test
    void aRouteStoppedByHandIsReplacedAndStaysStopped() throws Exception {
        rig.context.getRouteController().stopRoute("three");
        rig.write("three.yaml", answering("three", "drei"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("three"), result.changed());
        assertEquals(List.of("three"), result.stayedStopped());
        assertFalse(rig.isRunning("three"));
        assertEquals(Boolean.TRUE, rig.route("three").isAutoStartup());
        assertEquals(
                List.of("three"),
                rig.events.get(rig.events.size() - 1).details().get("stayedStopped"));
        rig.context.getRouteController().startRoute("three");
        assertEquals("drei", rig.ask("direct:three"));
    }

    @Test
    void aSuspendedRouteIsReplacedAndDoesNotRun() throws Exception {
        rig.context.getRouteController().suspendRoute("three");
        rig.write("three.yaml", answering("three", "drei"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("three"), result.stayedStopped());
        assertFalse(rig.isRunning("three"));
    }

    @Test
    void aRouteThatItsTextDoesNotStartIsStartedWhenTheTextSaysSo() {
        rig.write("three.yaml", answering("three", "3").replace("    from:", "    autoStartup: false\n    from:"));
        rig.reload.reloadNow();
        assertFalse(rig.isRunning("three"));

        rig.write("three.yaml", answering("three", "3"));
        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of(), result.stayedStopped());
        assertTrue(rig.isRunning("three"));
    }

    @Test
    void anIdThatAnotherFileHasIsRefusedUntilItIsFree() {
        Route two = rig.route("two");
        rig.write("four.yaml", answering("four", "4") + answering("two", "zwei"));

        ReloadResult refused = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, refused.outcome());
        assertEquals(
                List.of(rig.routes.resolve("four.yaml") + ":10: id two is already used in "
                        + rig.routes.resolve("one.yaml") + ":10; rename one"),
                refused.findings().stream().map(Finding::toString).toList());
        assertSame(two, rig.route("two"));
        assertNull(rig.route("four"));

        rig.write("one.yaml", answering("one", "1"));
        ReloadResult free = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, free.outcome());
        assertTrue(free.isClean());
        assertEquals("zwei", rig.ask("direct:two"));
        assertEquals("4", rig.ask("direct:four"));
    }

    @Test
    void aRefusedFileDoesNotHoldUpAnother() {
        rig.write("one.yaml", "- route:\n\tid: one\n");
        rig.write("three.yaml", answering("three", "drei"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(1, result.findings().size());
        assertEquals("drei", rig.ask("direct:three"));
        assertEquals("1", rig.ask("direct:one"));
        assertEquals(List.of("loaded", "edit-refused", "edit-applied"), rig.eventNames());
    }

    @Test
    void aRefusalIsSaidOnce() {
        rig.write("one.yaml", "");
        rig.reload.reloadNow();
        rig.reload.reloadNow();

        assertEquals(1, rig.reload.refused());
        assertEquals(List.of("loaded", "edit-refused"), rig.eventNames());
    }

    @Test
    void aFileRestoredAfterARefusalIsGood() {
        rig.write("three.yaml", "");
        rig.reload.reloadNow();
        rig.write("three.yaml", answering("three", "3"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.UNCHANGED, result.outcome());
        assertTrue(result.isClean());
    }

    @Test
    void aCheckSaysWhatIsWrongAndChangesNothing() throws Exception {
        rig.write("three.yaml", answering("three", "3").replace("setBody", "setBoddy"));

        ReloadResult check = rig.reload.check(rig.routes.resolve("three.yaml"));

        assertEquals(Outcome.REFUSED, check.outcome());
        assertEquals(1, check.findings().size());
        assertEquals(0, rig.reload.refused());
        assertTrue(rig.reload.check(rig.routes.resolve("one.yaml")).isClean());
    }

    @Test
    void withoutItsFolderRoutesRunOn() throws Exception {
        java.nio.file.Files.move(rig.routes, folder.resolve("elsewhere"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.REFUSED, result.outcome());
        assertEquals("3", rig.ask("direct:three"));
    }
}
