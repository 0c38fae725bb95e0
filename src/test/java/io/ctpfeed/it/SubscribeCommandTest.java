package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctpfeed.service.command.Reply;
import io.ctpfeed.service.subscribe.SubscribeCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a running service with the shipped routes. */
class SubscribeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void subscribesChecksAndPlansForTheRunningService() throws Exception {
        try (FeedRig rig = new FeedRig(folder, 400)) {
            FeedRig.await("both runs at the start have ended")
                    .until(() -> rig.service().subscribing().last() != null);

            JsonNode check = command(rig, Map.of("check", true));
            assertEquals(0, check.path("exit").asInt(), check.toString());
            assertEquals(400, check.path("subscribed").asInt(), check.toString());

            Set<String> wanted = rig.source("primary").wanted();
            String dropped = wanted.iterator().next();
            rig.source("primary").unsubscribe(List.of(dropped));
            JsonNode found = command(rig, Map.of("check", true, "account", "primary"));
            assertEquals(7, found.path("exit").asInt(), found.toString());
            assertEquals(
                    "[\"" + dropped + "\"]",
                    found.path("accounts").get(0).path("notSubscribed").toString());

            JsonNode plan = command(rig, Map.of("dryRun", true));
            assertEquals(1, plan.path("accounts").get(1).path("toAsk").asInt(), plan.toString());
            assertTrue(!rig.source("primary").wanted().contains(dropped), "a plan changed something");

            JsonNode result = command(rig, Map.of("instrumentsPerSecond", 100));
            assertEquals(0, result.path("exit").asInt(), result.toString());
            assertEquals(2, result.path("accounts").size());
            assertTrue(rig.source("primary").wanted().contains(dropped));
            assertEquals(25_000, rig.source("primary").pace().configured().instrumentsPerSecond());

            Path properties = rig.config().resolve("application.properties");
            rig.edit(properties, text -> text.replace("batch-instruments = 500", "batch-instruments = 77"));
            assertEquals(77, rig.source("backup").pace().configured().batchInstruments());
        }
    }

    private static JsonNode command(FeedRig rig, Map<String, Object> arguments) throws Exception {
        List<JsonNode> results = new ArrayList<>();
        new SubscribeCommand(rig.service().subscribing(), rig.service().context(), 20_000)
                .run(JSON.valueToTree(arguments), new Reply() {
                    @Override
                    public void send(Object line) {}

                    @Override
                    public void result(int exit, Object line) {
                        ObjectNode result = JSON.valueToTree(line);
                        results.add(result.put("exit", exit));
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
        assertEquals(1, results.size());
        return results.get(0);
    }
}
