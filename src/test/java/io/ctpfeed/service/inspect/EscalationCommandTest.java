package io.ctpfeed.service.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EscalationCommandTest {
    @TempDir
    private Path folder;

    @Test
    void argumentsArePassedWithoutAShellAndDetailsInAnEnvironmentOfTheirOwn() throws Exception {
        Path out = folder.resolve("out");
        Path program = program("printf '%s\\n' \"$1\" \"$2\" > " + out + "; env >> " + out);
        assertTrue(EscalationCommand.run(program + " $HOME  ;id", 20, Map.of("CTPFEED_ACCOUNT", "primary")));
        List<String> lines = Files.readAllLines(out);
        assertEquals(List.of("$HOME", ";id"), lines.subList(0, 2));
        assertTrue(lines.contains("CTPFEED_ACCOUNT=primary"));
        List<String> known = List.of("PATH", "HOME", "LANG", "TZ", "USER", "PWD", "_", "SHLVL", "OLDPWD");
        assertEquals(
                List.of(),
                lines.subList(2, lines.size()).stream()
                        .map(line -> line.replaceAll("=.*", ""))
                        .filter(name -> !name.startsWith("CTPFEED_ACCOUNT") && !known.contains(name))
                        .toList());
    }

    @Test
    void whatFailsOrIsNotThereIsSaidToHaveFailed() throws Exception {
        assertFalse(EscalationCommand.run(program("exit 3").toString(), 20, Map.of()));
        assertFalse(EscalationCommand.run(folder.resolve("none").toString(), 20, Map.of()));
    }

    @Test
    @Timeout(30)
    void whatTakesTooLongIsEnded() throws Exception {
        Path pid = folder.resolve("pid");
        assertFalse(EscalationCommand.run(
                program("echo $$ > " + pid + "; exec sleep 300").toString(), 1, Map.of()));
        long number = Long.parseLong(Files.readString(pid).strip());
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(number)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    private Path program(String script) throws Exception {
        Path program = folder.resolve("program");
        Files.deleteIfExists(program);
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
