package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.RunningService;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator stopped, and an account whose credentials were refused, stay so when the service comes back. */
class KeptStopsTest {
    private static final String WRONG = "not-the-passw0rd";

    @TempDir
    private Path folder;

    @Test
    void aServiceThatComesBackLeavesStoppedWhatWasStoppedAndTriesNoRefusedLoginAgain() throws Exception {
        Path file = folder.resolve("run/hand-stops-standin.json");
        List<String> codes;
        String kept;
        Map<String, String> fronts; // another front is another login, too
        try (FeedRig rig = rig("first", Map.of())) {
            fronts = Map.of(
                    "ctp.accounts.primary.fronts", rig.trial().standIn().marketDataAddress(1),
                    "ctp.accounts.primary.trader-fronts", rig.trial().standIn().traderAddress(1));
            FeedRig.await("refused").until(() -> rig.state("primary") == SourceState.BLOCKED);
            FeedRig.await("subscribed")
                    .until(() -> rig.source("backup").status().acknowledged() > 20
                            && rig.source("backup").status().acknowledged()
                                    == rig.source("backup").wanted().size());
            codes = rig.source("backup").wanted().stream().limit(2).toList();
            try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
                template.requestBody("ctp:backup?operation=unsubscribe", codes);
            }
            rig.service().context().getRouteController().stopRoute("day-close");
            assertEquals(0, account("backup", "stop").path("exit").asInt());

            FeedRig.await("all of it is in the file, whoever kills the service")
                    .until(() -> Files.exists(file)
                            && List.of(
                                            "\"stopped\" : {\n    \"backup\"",
                                            "\"primary\"",
                                            "day-close",
                                            codes.get(0),
                                            codes.get(1))
                                    .stream()
                                    .allMatch(FeedRig.read(file)::contains));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            kept = FeedRig.read(file);
            assertFalse(kept.contains(WRONG), kept);
        }
        assertEquals(kept, FeedRig.read(file), "the service's own end is no stop by hand");

        try (FeedRig rig = rig("second", fronts)) {
            assertEquals(SourceState.BLOCKED, rig.state("primary"));
            assertEquals(SourceState.STOPPED, rig.state("backup"));
            assertTrue(rig.service().handStops().isStopped("backup"));
            assertEquals(
                    ServiceStatus.Stopped,
                    rig.service().context().getRouteController().getRouteStatus("day-close"));
            assertEquals(Set.copyOf(codes), rig.source("backup").unsubscribedByHand());
            assertEquals(0, rig.fronts("sessionsSoFar"), "no login was tried");

            assertEquals(0, account("backup", "start").path("exit").asInt());
            FeedRig.await("subscribed again")
                    .until(() -> rig.source("backup").status().acknowledged() > 20
                            && rig.source("backup").status().acknowledged()
                                    == rig.source("backup").wanted().size());
            codes.forEach(code -> assertFalse(rig.source("backup").wanted().contains(code), code + " is back"));
            FeedRig.await("lifted").until(() -> !FeedRig.read(file).contains("\"stopped\" : {\n"));

            account("primary", "start");
            FeedRig.await("tried once more, since somebody said so")
                    .until(() -> rig.state("primary") != SourceState.BLOCKED
                            && !FeedRig.read(file).contains("login answered 3"));
        }
    }

    private FeedRig rig(String name, Map<String, String> fronts) throws Exception {
        Map<String, String> properties = new HashMap<>(fronts);
        properties.put("ops.run-dir", folder.resolve("run").toString());
        properties.put("ctp.accounts.primary.password", WRONG);
        return new FeedRig(folder.resolve(name), StandInOptions.DEFAULT.withInstruments(100), properties);
    }

    private JsonNode account(String account, String action) {
        return RunningService.find(folder.resolve("run"))
                .command("account", Map.of("account", account, "action", action), line -> {});
    }
}
