package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.RunningService;
import io.ctpfeed.standin.StandInOptions;
import io.nats.client.Connection;
import io.nats.client.KeyValue;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What config/nats declares, on the whole way of a tick. */
class NatsStoresTest {
    private static final int INSTRUMENTS = 200;
    private static final String TICKS = "md.tick.";

    @TempDir
    private Path folder;

    @Test
    void ticksAreKeptAndEachInstrumentsLastOneIsInTheBucket() throws Exception {
        Map<String, String> last = new ConcurrentHashMap<>();
        StandInOptions market = StandInOptions.DEFAULT.withInstruments(INSTRUMENTS);
        Map<String, String> runDir = Map.of("ops.run-dir", folder.resolve("run").toString());
        try (FeedRig rig = new FeedRig(folder, market, runDir).subscribed();
                Connection reader = Nats.connect(rig.trial().nats().url())) {
            reader.createDispatcher(message -> last.put(
                            message.getSubject().substring(TICKS.length()),
                            new String(message.getData(), StandardCharsets.UTF_8)))
                    .subscribe(TICKS + ">");
            reader.flush(Duration.ofSeconds(5));
            rig.flowing(2_000).flawless();
            FeedRig.await("last values")
                    .until(() -> rig.service().natsStores().lastValues().backlog() == 0);
            KeyValue bucket = reader.keyValue("md-last");
            assertEquals(INSTRUMENTS, bucket.keys().size());
            assertTrue(last.size() > INSTRUMENTS / 2, "instruments that ticked: " + last.size());
            for (String key : last.keySet()) {
                assertEquals(last.get(key), bucket.get(key).getValueAsString());
            }
            long kept = reader.jetStreamManagement()
                    .getStreamInfo("md-ticks")
                    .getStreamState()
                    .getMsgCount();
            assertEquals(rig.trial().published(), kept);
            edited(rig, reader);
        }
    }

    /** An edit is compared with the server's and changes nothing there until it is applied. */
    private void edited(FeedRig rig, Connection reader) throws Exception {
        assertEquals("as-declared", nats(false, 0).get(0).path("state").asText());
        Path file = rig.config().resolve("nats/streams.yaml");
        FeedRig.write(file, FeedRig.read(file).replace("keep-hours: 48", "keep-hours: 24"));
        JsonNode event = rig.events().await("nats-differs").path("details");
        assertEquals(
                "{\"stream\":\"md-ticks\",\"differences\":[{\"field\":\"keep-hours\",\"declared\":\"24\",\"found\":\"48\"}]}",
                event.toString());
        assertEquals("differs", nats(false, 7).get(0).path("state").asText());
        assertEquals(48, keepHours(reader));
        assertEquals("changed", nats(true, 0).get(0).path("state").asText());
        assertEquals(24, keepHours(reader));
        FeedRig.write(file, FeedRig.read(file).replace("storage: file", "storage: tape"));
        String reason = rig.events()
                .await("edit-refused")
                .path("details")
                .path("reason")
                .asText();
        assertTrue(reason.contains("'tape' is no storage; file or memory"), reason);
    }

    private static long keepHours(Connection reader) throws Exception {
        return reader.jetStreamManagement()
                .getStreamInfo("md-ticks")
                .getConfiguration()
                .getMaxAge()
                .toHours();
    }

    /** Gives the command as ./ctpfeed nats does. @return its lines */
    private List<JsonNode> nats(boolean apply, int exit) {
        List<JsonNode> lines = new ArrayList<>();
        JsonNode result =
                RunningService.find(folder.resolve("run")).command("nats", Map.of("apply", apply), lines::add);
        assertEquals(exit, result.path("exit").asInt(), lines::toString);
        return lines;
    }
}
