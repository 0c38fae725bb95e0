package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.failover.Circuit;
import io.ctpfeed.source.LineMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that starts anew goes on with the account that was active, and has its breakers stand as they stood. */
class KeptFailoverTest {
    @Test
    void whoWasActiveIsAndWhatWasOpenIsTriedFirst(@TempDir Path folder) throws Exception {
        Path runDir = Files.createDirectories(folder.resolve("run-of-the-test"));
        Files.writeString(
                runDir.resolve("failover-standin.json"),
                """
                {"active": "backup", "since": "2026-01-05T01:02:03Z", "reason": "silent", "why": "no tick for 2.1 s",
                 "byHand": false, "failovers": [], "open": ["primary"]}
                """);
        try (EventLog log = new EventLog();
                FailoverRig failover =
                        new FailoverRig(folder, "standby", Map.of("failover.back-after-seconds", "3600"))) {
            assertEquals("backup", failover.status().active());
            assertEquals("silent", failover.status().reason());
            assertEquals(LineMode.HOT, failover.mode("backup"));
            // By probes alone: a breaker that was new and closed would have said nothing.
            FeedRig.await("the open circuit closed").until(() -> log.contains("failover circuit-closed primary"));
            assertEquals(Circuit.CLOSED, failover.line("primary").circuit());
            assertEquals("backup", failover.status().active(), "it has not worked for long enough");

            failover.command("failback", Map.of());
            assertEquals("primary", failover.status().active());
            failover.rig().flowing(1_000);
            failover.rig().flawless();
        }
    }
}
