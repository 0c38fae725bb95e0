package io.ctpfeed.cli.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with a service that is a shell script. */
class SupervisorTest {
    @TempDir
    private Path run;

    @Test
    void itGoesOnWhereNothingCanBeWritten() throws Exception {
        Files.createDirectories(run.resolve("supervisor.json/taken")); // no file can take its place
        Files.createDirectories(run.resolve("audit/actions.csv"));

        supervisor("[ $(wc -l <starts) -lt 3 ] && exit 1; exit 0", Supervisor.Interlude.NONE)
                .run();

        assertEquals(3, starts());
    }

    @Test
    void whatComesBetweenIsDoneOnlyWhereTheServiceAsksForANewStart() throws Exception {
        Path between = run.resolve("between");
        String script = "case $(wc -l <starts) in 1) exit 1 ;; 2) exit 75 ;; *) exit 0 ;; esac";

        supervisor(script, told -> write(between, "after " + starts() + " starts"))
                .run();

        assertEquals("after 2 starts", Files.readString(between));
        assertEquals(3, starts());
        List<String> audit = Files.readAllLines(run.resolve("audit/actions.csv"));
        assertTrue(
                audit.get(1).contains(",ended unexpectedly,") && audit.get(2).contains(",restart,"), audit.toString());
    }

    @Test
    void aServiceThatCannotEvenBeStartedIsTriedAgain() throws Exception {
        Path missing = run.resolve("service");
        Supervisor supervisor = new Supervisor(plan(List.of(missing.toString()), Supervisor.Interlude.NONE));
        Thread later = new Thread(() -> {
            write(missing, "#!/bin/sh\necho start >>starts\n");
            missing.toFile().setExecutable(true);
        });
        later.start();

        supervisor.run();

        later.join();
        assertEquals(1, starts());
    }

    @Test
    void thereIsOneInARunDirectory() throws Exception {
        try (ProcessLock other =
                ProcessLock.ifFree(new RunFiles(run).supervisorLock()).orElseThrow()) {
            CommandFailed refused =
                    assertThrows(CommandFailed.class, () -> supervisor("exit 0", Supervisor.Interlude.NONE)
                            .run());

            assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
            assertTrue(
                    refused.getMessage()
                            .startsWith("another supervisor (process "
                                    + ProcessHandle.current().pid() + ") keeps the service of " + run),
                    refused.getMessage());
            assertTrue(Files.notExists(run.resolve("starts")));
        }
    }

    private Supervisor supervisor(String script, Supervisor.Interlude interlude) {
        return new Supervisor(plan(List.of("sh", "-c", "echo start >>starts; " + script), interlude));
    }

    private Supervisor.Plan plan(List<String> command, Supervisor.Interlude interlude) {
        return new Supervisor.Plan(command, run, run, Duration.ofMillis(10), Duration.ofMillis(50), interlude);
    }

    private long starts() {
        try {
            return Files.readAllLines(run.resolve("starts")).size();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
