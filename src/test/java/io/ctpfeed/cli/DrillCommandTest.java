package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.failure.Drills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        ctpfeed = new CommandRun(home, () -> new Object[] {new DrillCommand()});
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
