package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.SourceState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account that stands by takes over: within its time, with nothing lost and nothing doubled, and gives back. */
@Tag("long")
class StandbyFailoverTest extends FailoverScene {
    StandbyFailoverTest() {
        super("standby");
    }

    @Override
    void awaitReady() {
        assertEquals(LineMode.HELD, failover.mode("backup"));
        FeedRig.await("the standby ticks").until(() -> {
            var status = rig.source("backup").status();
            return status.ticking() > 500;
        });
    }

    @Test
    void aDroppedConnection() throws Exception {
        long before = rig.source("primary").status().disconnects();
        failover.front("1 drop 4097");
        JsonNode switched = failover.switchedTo("backup");
        assertEquals(before + 1, rig.source("primary").status().disconnects());
        assertEquals("disconnected", switched.path("reason").asText());
        within(1_000, switched);
        rig.moreTicks();
        assertEquals("back", failover.switchedTo("primary").path("direction").asText());
        rig.moreTicks();
        rig.flawless();
    }

    @Test
    void aHalfOpenConnection() throws Exception {
        failover.front("1 half-open");
        JsonNode switched = failover.switchedTo("backup");
        assertEquals(SourceState.READY, rig.state("primary"), "nothing else tells that it is half open");
        assertEquals("silent", switched.path("reason").asText());
        within(3_000, switched);
        rig.moreTicks();
        failover.front("1 drop 4097"); // the half-open link ends, a new one is made
        failover.switchedTo("primary");
        rig.moreTicks();
        rig.flawless();
    }

    @Test
    void aFrontThatStalls() throws Exception {
        failover.front("1 stall 4000");
        within(3_000, failover.switchedTo("backup"));
        rig.moreTicks();
        failover.switchedTo("primary");
        rig.flawless();
    }

    @Test
    void byHandThereAndBack() throws Exception {
        JsonNode there = failover.command("failover", Map.of("account", "backup"));
        assertEquals(0, there.path("exit").asInt(), there::toString);
        assertEquals("backup", failover.status().active());
        assertEquals(LineMode.HOT, failover.mode("backup"));
        assertEquals("by-hand", failover.switchedTo("backup").path("reason").asText());
        assertTrue(failover.status().byHand());
        rig.moreTicks();
        JsonNode again = failover.command("failover", Map.of("account", "backup"));
        assertTrue(again.path("switched").isNull(), again::toString);

        JsonNode back = failover.command("failback", Map.of());
        assertEquals("primary", back.path("active").asText(), back::toString);
        assertEquals(LineMode.HELD, failover.mode("backup"));
        rig.moreTicks();
        rig.flawless();
    }

    @Test
    void aStoppedRouteMovesToTheOtherLineAndBack() throws Exception {
        rig.service().context().getRouteController().stopRoute("source-primary");
        assertEquals(
                "stopped-by-hand", failover.switchedTo("backup").path("reason").asText());
        rig.moreTicks();
        JsonNode refused = failover.command("failover", Map.of("account", "primary"));
        assertEquals(7, refused.path("exit").asInt(), refused::toString);
        assertEquals(SourceState.STOPPED, rig.state("primary"));

        rig.service().context().getRouteController().startRoute("source-primary");
        failover.switchedTo("primary");
        rig.moreTicks();
        rig.flawless();
    }

    @Test
    void aReloadOfItsRoutesKeepsWhatIsKnown() throws Exception {
        failover.command("failover", Map.of("account", "backup"));
        Path file = rig.routes().resolve("failover.yaml");
        rig.edit(file, text -> text.replace("Does one account work?", "Does this account work?"));
        rig.moreTicks();
        assertEquals("backup", failover.status().active());
        failover.command("failback", Map.of());
        rig.flawless();
    }

    private static void within(long millis, JsonNode switched) {
        long took = switched.path("takenOverMillis").asLong();
        assertTrue(took < millis, "taken over in " + took + " ms, not in " + millis + ": " + switched);
    }
}
