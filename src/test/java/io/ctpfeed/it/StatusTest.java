package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.RunningService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running service says of itself when it is asked over its endpoint. */
class StatusTest {
    @TempDir
    private Path folder;

    @Test
    void aWellFeedAndOneWithAnAccountStoppedByHand() throws Exception {
        Path runDir = folder.resolve("run-of-the-test");
        try (FeedRig rig = new FeedRig(
                folder,
                io.ctpfeed.standin.StandInOptions.DEFAULT.withInstruments(20),
                java.util.Map.of("ops.run-dir", runDir.toString()))) {
            rig.subscribed();
            RunningService service = RunningService.find(runDir);
            List<JsonNode> lines = new ArrayList<>();

            JsonNode result = service.command("status", null, lines::add);

            assertEquals("{\"event\":\"result\",\"exit\":0}", result.toString(), lines::toString);
            assertEquals(2, lines.size());
            JsonNode status = lines.get(0);
            assertEquals("RUNNING", status.path("state").asText());
            assertEquals(2, status.path("accounts").size(), status::toString);
            assertTrue(status.path("accounts").path(0).path("used").asBoolean(), status::toString);
            assertEquals(
                    "READY",
                    status.path("accounts").path(0).path("status").path("state").asText());
            assertTrue(status.path("standIn").asBoolean());

            rig.service().sources().source("backup").stop().join();
            lines.clear();
            assertEquals(
                    7, service.command("status", null, lines::add).path("exit").asInt(), lines::toString);
            assertTrue(
                    lines.get(0).path("accounts").path(0).path("stoppedByHand").asBoolean(), lines::toString);

            CommandFailed unknown =
                    assertThrows(CommandFailed.class, () -> service.command("no-such", null, line -> {}));
            assertTrue(unknown.getMessage().matches(".*there are .*\\bstatus\\b.*"), unknown.getMessage());
        }
        CommandFailed gone = assertThrows(CommandFailed.class, () -> RunningService.find(runDir));
        assertEquals(ExitCode.UNREACHABLE, gone.exitCode());
    }
}
