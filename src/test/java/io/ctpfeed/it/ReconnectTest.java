package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.drill.TrialResult;
import io.ctpfeed.source.SourceState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A front lets go while ticks flow: everything is subscribed again, the other account does not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconnectTest {
    private static final int INSTRUMENTS = 600;
    private static final String READ_FAILED = "front 1 drop 4097";

    private FeedRig rig;
    private SequenceReader sequences;
    private io.nats.client.Connection reader;

    private long loginsBefore;
    private long disconnectsBefore;
    private long backupLogins;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new FeedRig(folder, INSTRUMENTS);
        reader = io.nats.client.Nats.connect(rig.trial().nats().url());
        sequences = new SequenceReader(reader);
    }

    @BeforeEach
    void flow() {
        rig.flowing(2_000);
        loginsBefore = rig.source("primary").status().logins();
        disconnectsBefore = rig.source("primary").status().disconnects();
        backupLogins = rig.source("backup").status().logins();
        rig.events().clear();
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            reader.close();
            rig.close();
        }
    }

    @Test
    void aDroppedConnection() throws Exception {
        command(READ_FAILED);
        backAgain(1);
        assertEquals(
                "front let go: 0x1001 (read failed, or thrown out)",
                rig.events()
                        .await(
                                "disconnected",
                                event -> event.path("source").asText().equals("primary"))
                        .path("details")
                        .path("reason")
                        .asText());
    }

    @Test
    void aConnectionThatIsHalfOpenAndThenBreaks() throws Exception {
        command("front 1 half-open");
        rig.moreTicks(); // of the other account
        assertEquals(SourceState.READY, rig.state("primary"), "nothing tells a half-open link from a quiet market");
        command(READ_FAILED);
        backAgain(1);
    }

    @Test
    void aFrontThatRefusesForAWhile() throws Exception {
        command("front 1 refuse on");
        command(READ_FAILED);
        FeedRig.await("disconnected").until(() -> rig.state("primary") == SourceState.DISCONNECTED);
        rig.moreTicks();
        command("front 1 refuse off");
        backAgain(1);
    }

    @Test
    void severalDropsInARow() throws Exception {
        for (int i = 1; i <= 3; i++) {
            command(READ_FAILED);
            int drops = i;
            FeedRig.await("drop " + i)
                    .until(() -> rig.source("primary").status().logins() == loginsBefore + drops);
            rig.subscribed();
        }
        backAgain(3);
    }

    private void command(String line) {
        rig.trial().standIn().command(line);
    }

    private void backAgain(int drops) throws Exception {
        FeedRig.await("login").until(() -> rig.source("primary").status().logins() == loginsBefore + drops);
        rig.subscribed();
        var status = rig.source("primary").status();
        assertEquals(SourceState.READY, status.state());
        assertEquals(disconnectsBefore + drops, status.disconnects());
        assertEquals(backupLogins, rig.source("backup").status().logins());
        FeedRig.await("all tick again").until(() -> {
            var now = rig.source("primary").status();
            return now.ticking() == now.wanted();
        });

        TrialResult result = rig.trial().finish();
        assertEquals(0, result.altered() + result.outOfOrder(), result.toString());
        assertEquals(0, sequences.repeated(), "a sequence number is used once");
        // What a front pushes on subscribing may be the tick that was published last; no other comes twice.
        assertTrue(result.doubled() <= rig.fronts("snapshots") - INSTRUMENTS, result.toString());
    }
}
