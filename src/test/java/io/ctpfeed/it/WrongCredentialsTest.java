package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account with a wrong password: one try, said once, the other account works on. */
class WrongCredentialsTest {
    private static final String WRONG = "not-the-passw0rd";

    @TempDir
    private Path folder;

    @Test
    void theAccountIsBlockedAfterOneTryAndTheServiceWorksOn() throws Exception {
        StandInOptions market = StandInOptions.DEFAULT.withInstruments(200);
        try (EventLog log = new EventLog();
                FeedRig rig = new FeedRig(folder, market, Map.of("ctp.accounts.primary.password", WRONG))) {
            FeedRig.await("blocked").until(() -> rig.state("primary") == SourceState.BLOCKED);
            FeedRig.await("backup subscribed")
                    .until(() -> rig.source("backup").status().acknowledged() > 50
                            && rig.source("backup").status().acknowledged()
                                    == rig.source("backup").wanted().size());
            rig.flowing(2_000);

            String reason = rig.source("primary").status().reason();
            assertTrue(reason.contains("ctp.accounts.primary"), reason);
            assertEquals(1, log.count("status blocked primary"), () -> String.join("\n", log.lines()));
            assertEquals(0, rig.source("primary").status().logins());
            assertFalse(String.join("\n", log.lines()).contains(WRONG), "the password is in no line");

            // Blocked stays blocked through an edit of its route.
            Path sources = rig.routes().resolve("sources.yaml");
            long sessions = rig.fronts("sessionsSoFar");
            rig.edit(sources, text -> text.replace("\"{{source.keep-session-seconds}}\"", "61"));
            rig.moreTicks();
            assertEquals(SourceState.BLOCKED, rig.state("primary"));
            assertEquals(sessions, rig.fronts("sessionsSoFar"), "nobody tried to log in again");
        }
    }
}
