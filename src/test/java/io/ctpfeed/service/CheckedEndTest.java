package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.service.command.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedEndTest {
    @TempDir
    private Path runDir;

    @Test
    void whoEndsForANewStartIsStartedByASupervisorThatRunsAndByNoOther() throws Exception {
        assertFalse(CheckedEnd.isSupervised(runDir), "there is none");
        ProcessIdentity self = ProcessIdentity.current();
        write(self.pid(), self.startTicks());
        assertTrue(CheckedEnd.isSupervised(runDir));
        write(self.pid(), self.startTicks() - 1);
        assertFalse(CheckedEnd.isSupervised(runDir), "killed, and another process has its number");
        write(4_194_305, 1);
        assertFalse(CheckedEnd.isSupervised(runDir), "killed");
        Files.writeString(runDir.resolve("supervisor.json"), "{");
        assertFalse(CheckedEnd.isSupervised(runDir), "damaged");
    }

    private void write(long pid, long startTicks) throws Exception {
        Files.writeString(
                runDir.resolve("supervisor.json"),
                "{\"supervisor\":{\"pid\":" + pid + ",\"startTicks\":" + startTicks + "}}");
    }
}
