package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.failure.Drills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code drill} lists and refuses; what it tries has tests of its own. */
class DrillCommandTest {
    @TempDir
    private Path home;

    private CommandRun ctpfeed;

    @BeforeEach
    void installation() throws IOException {
        ctpfeed = new CommandRun(home, () -> new Object[] {new DrillCommand(DrillCommandTest::asIfItRan, home)});
        ctpfeed.copy("config");
        Path file = home.resolve("config/application.properties");
        Files.writeString(
                file, Files.readString(file).replace("ops.run-dir = run", "ops.run-dir = " + home.resolve("run")));
    }

    @Test
    void withoutANameItListsEachWithALine() {
        assertEquals(0, ctpfeed.execute("drill"), ctpfeed.err());

        assertEquals(Drills.all().size() + 2, ctpfeed.out().lines().count());
        assertTrue(ctpfeed.out().lines().anyMatch(line -> line.matches("nats-away-60s +The NATS server is killed .*")));
    }

    @Test
    void programsReadTheListAsJson() throws Exception {
        assertEquals(0, ctpfeed.execute("drill", "--json"), ctpfeed.err());

        for (String line : ctpfeed.out().lines().toList()) {
            assertTrue(new ObjectMapper().readTree(line).path("drill").isTextual(), line);
        }
    }

    @Test
    void anUnknownNameIsRefusedWithWhatToDo() {
        assertEquals(2, ctpfeed.execute("drill", "primary-dorp"));
        assertTrue(
                ctpfeed.err().contains("no drill 'primary-dorp'; ./ctpfeed drill lists those there are"),
                ctpfeed.err());
    }

    /** All pass but one, and one says nothing. */
    private static List<String> asIfItRan(List<String> arguments) {
        String name = arguments.get(1);
        if (name.equals("nats-slow")) {
            return List.of("sh", "-c", "exit 3");
        }
        String passed = "{\"drill\":\"" + name + "\",\"sent\":7,\"problem\":\"\",\"passed\":"
                + !name.equals("half-open") + ",\"proof\":\"" + String.join(" ", arguments) + "\"}";
        return List.of("echo", passed);
    }

    @Test
    void allRunEachInAProcessOfItsOwnAndMakeThePage() throws Exception {
        assertEquals(1, ctpfeed.execute("drill", "--all", "--short"), ctpfeed.err());

        List<String> lines = ctpfeed.out().lines().toList();
        assertEquals(Drills.all().size() + 1, lines.size());
        assertEquals(
                "[\"half-open\",\"nats-slow\"]",
                new ObjectMapper()
                        .readTree(lines.get(lines.size() - 1))
                        .path("failed")
                        .toString());
        String page = Files.readString(home.resolve("docs/qa/drills.md"));
        assertTrue(page.contains("| drill primary-drop --short |"), page);
        assertTrue(page.contains("it could not run, exit code 3"), page);
    }

    @Test
    void onlyWhatIsHarmlessIsTriedLive() {
        assertEquals(2, ctpfeed.execute("drill", "--live", "service-kill-9"));
        assertTrue(ctpfeed.err().contains("only failover is harmless enough"), ctpfeed.err());
    }

    @Test
    void aLiveOneNeedsARunningService() {
        assertEquals(4, ctpfeed.execute("drill", "--live", "failover"));
        assertTrue(ctpfeed.err().contains("ctpfeed does not run"), ctpfeed.err());
    }
}
