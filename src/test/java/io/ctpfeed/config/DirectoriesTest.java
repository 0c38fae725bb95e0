package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
    @TempDir
    private Path home;

    @Test
    void aMissingDirectoryIsMadeAndLeftEmpty() throws IOException {
        prepare("run/flow/a");

        try (Stream<Path> files = Files.list(home.resolve("run/flow/a"))) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aFileInTheWayIsNamedWithTheRemedy() throws IOException {
        Path file = Files.writeString(home.resolve("taken"), "");

        assertEquals(
                "account a: flow directory " + file + " cannot be created: " + file + " is a file; make it writable for"
                        + " user " + System.getProperty("user.name") + " or change ctp.accounts.a.flow-dir",
                assertThrows(ConfigException.class, () -> prepare("taken")).getMessage());
    }

    @Test
    void aDirectoryThatTakesNoFileIsNamed() {
        // Whoever runs the test, even root: nothing can be written under /proc.
        String line =
                assertThrows(ConfigException.class, () -> prepare("/proc/self")).getMessage();

        assertTrue(line.startsWith("account a: flow directory /proc/self cannot be written: "), line);
    }

    @Test
    void aRunDirectoryThatCannotBeUsedIsNamedBesideThem() throws IOException {
        Path file = Files.writeString(home.resolve("taken"), "");

        ConfigException refused = assertThrows(ConfigException.class, () -> prepare("taken", "taken/run"));

        assertEquals(2, refused.findings().size(), refused.getMessage());
        assertEquals(
                "ops.run-dir = " + file + "/run: cannot be created: Not a directory; make it writable for user "
                        + System.getProperty("user.name") + " or change ops.run-dir",
                refused.findings().get(0).toString());
    }

    private void prepare(String flowDir) {
        prepare(flowDir, "run");
    }

    private void prepare(String flowDir, String runDir) {
        FeedConfig config = FeedConfig.of(ConfigSource.of(
                home,
                Map.of(
                        "ctp.accounts.a.fronts", "tcp://127.0.0.1:1",
                        "ctp.accounts.a.broker-id", "9999",
                        "ctp.accounts.a.user-id", "1",
                        "ctp.accounts.a.password", "x",
                        "ctp.accounts.a.flow-dir", flowDir,
                        "ops.run-dir", runDir)));
        Directories.prepare(config);
    }
}
