package io.ctpfeed.it;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What tests of failover share: one {@link FailoverRig} for all of a class, and ticks that flow and no fault before each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailoverScene {
    FailoverRig failover;
    FeedRig rig;

    private final String backup;

    /** @param backup role of the account that is not the first choice */
    FailoverScene(String backup) {
        this.backup = backup;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        failover = new FailoverRig(folder, backup, Map.of());
        rig = failover.rig();
    }

    @BeforeEach
    void flow() throws Exception {
        rig.flowing(2_000);
        failover.recovered();
        awaitReady();
        rig.events().clear();
    }

    /** Waits for what else must be so before each test. */
    void awaitReady() {}

    @AfterAll
    void stop() throws Exception {
        if (failover != null) {
            failover.close();
        }
    }
}
