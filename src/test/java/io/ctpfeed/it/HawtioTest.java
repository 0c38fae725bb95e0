package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.source.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does in Hawtio, in its page and by the requests that its page makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HawtioTest {
    private static final String WHO = "hawtio:" + HawtioClient.USER;

    private HawtioRig rig;
    private FeedRig feed;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new HawtioRig(folder);
        feed = rig.feed();
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    @BeforeEach
    void flow() {
        feed.flowing(2_000);
    }

    @Test
    @Tag("long")
    void inThePageAnOperatorLogsInStopsTheTicksAndStartsThem(@TempDir Path profile) throws Exception {
        try (Browser browser = new Browser(profile, 1280, 800)) {
            browser.open(rig.address() + "/");
            logIn(browser, "not the password");
            browser.awaitText("Invalid login credentials");
            logIn(browser, HawtioClient.PASSWORD);
            browser.await("the tree of routes", "!!(" + treeNode("routes") + ")");
            assertFalse(browser.isTrue("document.body.innerText.includes('Runtime')"), "what is refused is not shown");
            browser.evaluate(treeNode("routes") + ".click()");

            choose(browser, "Stop");
            FeedRig.await("stopped").until(() -> rig.state("ticks").equals("Stopped"));
            rig.noTicks();
            browser.await("the page shows it", row("ticks") + "?.innerText.includes('Stopped')");
            browser.evaluate(row("ticks") + ".scrollIntoView({block: 'center'})");
            browser.screenshot(Path.of("target", "hawtio.png"));

            choose(browser, "Start");
            FeedRig.await("started").until(() -> rig.state("ticks").equals("Started"));
            feed.moreTicks();
        }
    }

    @Test
    void whatIsStoppedByHandNothingStartsAgain() throws Exception {
        HawtioClient client = rig.client().loggedIn();
        assertDone(client.exec(rig.route("ticks"), "stop()"));
        rig.noTicks();

        feed.events().clear();
        feed.edit(feed.routes().resolve("ticks.yaml"), text -> text.replace("as one stream", "as a single stream"));
        JsonNode details = feed.events().await("edit-applied").path("details");
        assertEquals("[\"ticks\"]", details.path("stayedStopped").toString());
        assertDone(client.exec(rig.commands(), "mend(java.lang.String)", ""));
        rig.noTicks();
        assertEquals("Stopped", rig.state("ticks"));
        JsonNode status = client.exec(rig.commands(), "status()");
        assertTrue(status.path("value").asText().contains("\"id\":\"ticks\",\"state\":\"Stopped\""), status::toString);

        assertDone(client.exec(rig.route("ticks"), "start()"));
        feed.moreTicks();
        assertTrue(rig.audit().contains(WHO + ",login,hawtio,ok,0,0,"), rig.audit()::toString);
        assertTrue(audited("stop,route ticks,ok"), rig.audit()::toString);
        assertTrue(audited("start,route ticks,ok"), rig.audit()::toString);
    }

    @Test
    void anAccountIsStoppedAndStartedAndCommandsAreThoseOfTheCommandLine() throws Exception {
        HawtioClient client = rig.client().loggedIn();
        assertDone(client.exec(rig.account("backup"), "stopSource()"));
        FeedRig.await("stopped").until(() -> feed.state("backup") == SourceState.STOPPED);
        assertTrue(feed.service().handStops().isStopped("backup"));
        JsonNode refused = client.exec(rig.commands(), "failover(java.lang.String)", "backup");
        assertTrue(exit(refused) > 0, refused::toString);
        assertTrue(audited("failover,command feed,failed," + exit(refused)), rig.audit()::toString);

        JsonNode started = client.exec(rig.commands(), "startAccount(java.lang.String)", "backup");
        assertEquals(0, exit(started), started::toString);
        FeedRig.await("ready").until(() -> feed.state("backup") == SourceState.READY);
        feed.subscribed();
        JsonNode checked = client.exec(rig.commands(), "check(java.lang.String)", "");
        assertEquals(0, exit(checked), checked::toString);
        assertTrue(audited("stopSource,account backup,ok"), rig.audit()::toString);
    }

    @Test
    void whoIsNotLoggedInReadsNothing() throws Exception {
        HawtioClient client = rig.client();
        assertEquals(403, client.login(HawtioClient.USER, ""));
        assertEquals(403, client.login("admin", HawtioClient.PASSWORD));
        assertEquals(
                403,
                client.read("java.lang:type=Memory", "HeapMemoryUsage")
                        .path("status")
                        .asInt());

        assertEquals(200, client.login(HawtioClient.USER, HawtioClient.PASSWORD));
        assertDone(client.read("java.lang:type=Memory", "HeapMemoryUsage"));
        client.get("/auth/logout");
        assertEquals(
                403,
                client.read("java.lang:type=Memory", "HeapMemoryUsage")
                        .path("status")
                        .asInt());
    }

    /** With the real-time scheduling of the service a thread of Hawtio's could hold up a tick. */
    @Test
    void itsThreadsGiveWay() throws IOException {
        List<String> nice = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            tasks.forEach(task -> niceOfHawtio(task).ifPresent(nice::add));
        }
        assertFalse(nice.isEmpty());
        assertTrue(nice.stream().allMatch("10"::equals), nice::toString);
    }

    private static Optional<String> niceOfHawtio(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return Files.readString(task.resolve("comm")).startsWith("hawtio-")
                    ? Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16])
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the thread has ended meanwhile
        }
    }

    private boolean audited(String what) {
        return rig.audit().stream().anyMatch(line -> line.startsWith(WHO + "," + what + ","));
    }

    private static int exit(JsonNode answer) throws IOException {
        return new ObjectMapper()
                .readTree(answer.path("value").asText())
                .path("exit")
                .asInt(-1);
    }

    private static void assertDone(JsonNode answer) {
        assertEquals(200, answer.path("status").asInt(), answer::toString);
    }

    private static void logIn(Browser browser, String password) throws Exception {
        browser.type("#pf-login-username-id", HawtioClient.USER);
        browser.type("#pf-login-password-id", password);
        browser.click("button", "Log in");
    }

    /** Chooses the route of ticks in the table, and presses the button. */
    private static void choose(Browser browser, String button) throws Exception {
        browser.await("the table of routes", "!!" + row("ticks"));
        browser.evaluate("(box => box.checked || box.click())(" + row("ticks") + ".querySelector('input'))");
        browser.click("button", button);
    }

    private static String row(String route) {
        return "[...document.querySelectorAll('tr')].find(row => [...row.cells].some(cell =>"
                + " cell.innerText.trim() === '" + route + "'))";
    }

    private static String treeNode(String text) {
        return "[...document.querySelectorAll('[class*=tree-view__node]')].find(node =>"
                + " node.innerText.trim() === '" + text + "')";
    }
}
