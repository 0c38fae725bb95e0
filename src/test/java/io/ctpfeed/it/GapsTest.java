package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.tick.TickFlaw;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Failures of lines and fronts, as gap records on NATS. Two lines carry all of the market. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GapsTest {
    private static final int INSTRUMENTS = 300;
    private static final int READ_FAILED = 4097;

    private FeedRig rig;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new FeedRig(folder, StandInOptions.DEFAULT.withInstruments(INSTRUMENTS), FeedRig.HOT).subscribed();
    }

    @BeforeEach
    void flow() {
        rig.flowing(2_000);
        FeedRig.await("no gap is open").until(() -> rig.service().gaps().open().isEmpty());
        rig.events().clear();
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void aDroppedLineIsCoveredByTheOther() {
        long disconnects = rig.source("primary").status().disconnects();
        command("front 1 drop " + READ_FAILED);
        JsonNode closed = closed("disconnect");
        assertEquals(disconnects + 1, rig.source("primary").status().disconnects());
        assertEquals("[\"primary\"]", closed.path("lines").toString());
        assertEquals("[\"backup\"]", closed.path("recoveredBy").toString());
        assertTrue(closed.path("instrumentCount").asInt() > 0);
    }

    @Test
    void whenBothDropConsumersAreToldHowMuchWasTraded() {
        command("front 1 drop " + READ_FAILED);
        command("front 2 drop " + READ_FAILED);
        rig.events()
                .await("disconnected", event -> event.path("source").asText().equals("primary"));
        rig.events()
                .await("disconnected", event -> event.path("source").asText().equals("backup"));
        JsonNode closed = rig.events()
                .await(
                        "gap-closed",
                        event -> event.path("details").path("recoveredBy").isEmpty())
                .path("details");
        assertEquals("disconnect", closed.path("evidence").asText());
        assertTrue(closed.path("estimate").path("lots").isNumber(), closed.toString());
        assertTrue(closed.path("from").asText().compareTo(closed.path("to").asText()) < 0);
    }

    @Test
    void aHalfOpenLineIsSilent() {
        command("front 1 half-open");
        JsonNode opened = rig.events().await("gap-opened").path("details");
        assertEquals("line-silent", opened.path("evidence").asText());
        assertEquals("[\"primary\"]", opened.path("lines").toString());
        assertEquals("[\"backup\"]", opened.path("recoveredBy").toString());
        command("front 1 drop " + READ_FAILED);
        closed("line-silent");
        closed("disconnect");
    }

    @Test
    void aFrontThatLeavesOutTicksIsOneSided() {
        command("front 1 ticks skip every 7");
        try {
            FeedRig.await("ticks are left out").until(() -> rig.fronts("withheld") > 100);
            var counted = rig.service()
                    .quality()
                    .arbitration()
                    .counted(rig.source("primary").line());
            FeedRig.await("misses are proven")
                    .until(() ->
                            counted.missed().values().stream().mapToLong(n -> n).sum() > 20);
            JsonNode opened = rig.events().await("gap-opened").path("details");
            assertEquals("one-sided", opened.path("evidence").asText());
            assertEquals("[\"primary\"]", opened.path("lines").toString());
        } finally {
            command("front 1 clear");
        }
        assertTrue(closed("one-sided").path("estimate").path("ticks").asLong() >= 20);
    }

    @Test
    void flawedTicksAreCountedAndDroppedIfAnEditSaysSo() {
        var flawed = rig.service()
                .quality()
                .classification()
                .flawed(rig.source("primary").line());
        command("front 1 ticks garble:nan next 3");
        FeedRig.await("tagged").until(() -> flawed.count(TickFlaw.IMPLAUSIBLE) == 3);
        assertEquals(0, flawed.dropped(TickFlaw.IMPLAUSIBLE));
        rig.edit(
                rig.config().resolve("application.properties"),
                text -> text.replace("quality.implausible = tag", "quality.implausible = drop"));
        command("front 1 ticks garble:nan next 3");
        FeedRig.await("dropped").until(() -> flawed.dropped(TickFlaw.IMPLAUSIBLE) == 3);
        assertEquals(6, flawed.count(TickFlaw.IMPLAUSIBLE));
    }

    private void command(String line) {
        rig.trial().standIn().command(line);
    }

    private JsonNode closed(String evidence) {
        return rig.events()
                .await(
                        "gap-closed",
                        event -> event.path("details").path("evidence").asText().equals(evidence))
                .path("details");
    }
}
