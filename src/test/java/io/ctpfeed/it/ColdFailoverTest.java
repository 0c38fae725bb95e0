package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.SourceState;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account that is connected only when it is needed. */
@Tag("long")
class ColdFailoverTest extends FailoverScene {
    ColdFailoverTest() {
        super("cold");
    }

    @Override
    void awaitReady() {
        cold();
    }

    @Test
    void itIsConnectedWhenItIsNeededAndLetGoAfterwards() throws Exception {
        JsonNode status = failover.command("status", Map.of());
        assertEquals(0, status.path("exit").asInt(), "a cold account is not down: " + status);
        failover.front("1 refuse on");
        failover.front("1 drop 4097");
        failover.switchedTo("backup");
        assertEquals(LineMode.HOT, failover.mode("backup"));
        assertEquals(600, rig.source("backup").status().acknowledged());
        rig.moreTicks();

        failover.front("1 refuse off");
        failover.switchedTo("primary");
        FeedRig.await("let go").until(() -> rig.state("backup") == SourceState.STOPPED);
        rig.moreTicks();
        cold();
        assertEquals(0, rig.trial().finish().doubled());
    }

    @Test
    void aSwitchThatFailsLeavesAllAsItWas() throws Exception {
        failover.front("2 refuse-login 3 1 wrong password");
        JsonNode failed = failover.command("failover", Map.of("account", "backup"));
        assertEquals(3, failed.path("exit").asInt(), failed::toString);
        assertTrue(failed.path("error").asText().contains("wrong password"), failed::toString);
        rig.events().await("rolled-back");
        assertEquals("primary", failover.status().active());
        cold();
        rig.moreTicks();
        assertFalse(failover.status().byHand());

        failover.front("2 clear");
        assertEquals(0, failover.command("failover", Map.of()).path("exit").asInt());
        assertEquals("backup", failover.status().active());
        assertEquals(0, failover.command("failback", Map.of()).path("exit").asInt());
    }

    private void cold() {
        FeedRig.await("not connected").until(() -> failover.mode("backup") == LineMode.OFF);
        assertEquals(SourceState.STOPPED, rig.state("backup"));
        assertFalse(rig.service().handStops().isStopped("backup"));
    }
}
