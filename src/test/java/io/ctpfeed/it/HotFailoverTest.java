package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.SourceState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two lines side by side: whatever happens to one, nothing is lost or doubled; a failover changes the active one's name. */
@Tag("long")
class HotFailoverTest extends FailoverScene {
    HotFailoverTest() {
        super("hot");
    }

    @Test
    void aDroppedConnection() throws Exception {
        failover.front("1 drop 4097");
        leftAndBack("disconnected");
    }

    @Test
    void aHalfOpenConnection() throws Exception {
        failover.front("1 half-open");
        JsonNode switched = failover.switchedTo("backup");
        assertEquals("silent", switched.path("reason").asText());
        failover.front("1 drop 4097");
        failover.switchedTo("primary");
        rig.flawless();
    }

    @Test
    void aStall() throws Exception {
        failover.front("1 stall 4000");
        leftAndBack("silent");
    }

    @Test
    void aRefusedLogin() throws Exception {
        failover.front("1 refuse-login 7 2 not ready");
        failover.front("1 drop 4097");
        leftAndBack("disconnected");
    }

    @Test
    void aFailureOfTheOtherLineChangesNothing() throws Exception {
        long before = rig.source("backup").status().disconnects();
        failover.front("2 drop 4097");
        rig.events()
                .await("circuit-open", event -> event.path("source").asText().equals("backup"));
        assertEquals(before + 1, rig.source("backup").status().disconnects());
        rig.events()
                .await("circuit-closed", event -> event.path("source").asText().equals("backup"));
        assertEquals("primary", failover.status().active());
        assertEquals(SourceState.READY, rig.state("backup"));
        rig.flawless();
    }

    private void leftAndBack(String reason) throws Exception {
        JsonNode switched = failover.switchedTo("backup");
        assertEquals(reason, switched.path("reason").asText());
        assertEquals(LineMode.HOT, failover.mode("primary"));
        rig.moreTicks();
        failover.switchedTo("primary");
        rig.moreTicks();
        rig.flawless();
    }
}
