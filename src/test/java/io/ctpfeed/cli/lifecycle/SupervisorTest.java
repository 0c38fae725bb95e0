package io.ctpfeed.cli.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    /** Ends by itself the first time, as told the second. */
    private static final String SERVICE = "echo run >> runs; test $(wc -l < runs) -ge 2 || exit 9";

    @TempDir
    private Path folder;

    @Test
    void aDiskThatTakesNothingIsNoReasonToLeaveTheServiceDown() throws Exception {
        RunFiles files = new RunFiles(folder.resolve("run"));
        for (Path file : List.of(files.supervisor(), files.audit())) {
            Files.createDirectories(file.resolve("in the way"));
        }
        assertThrows(IOException.class, () -> JsonFile.write(files.supervisor(), JsonFile.object()));

        new Supervisor(new Supervisor.Plan(
                        List.of("sh", "-c", SERVICE),
                        folder,
                        files.runDir(),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2)))
                .run();

        assertEquals(2, Files.readAllLines(folder.resolve("runs")).size());
    }
}
