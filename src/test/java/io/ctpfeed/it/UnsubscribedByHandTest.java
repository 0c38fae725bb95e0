package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.RunningService;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.subscription.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator unsubscribed by hand stays so for the trading day, whatever subscribes the market. */
class UnsubscribedByHandTest {
    @TempDir
    private Path folder;

    @Test
    void nothingButAnOperatorBringsItBackAndEveryoneNamesIt() throws Exception {
        Path run = folder.resolve("run");
        try (FeedRig rig = new FeedRig(
                        folder, StandInOptions.DEFAULT.withInstruments(100), Map.of("ops.run-dir", run.toString()))
                .subscribed()) {
            List<String> codes =
                    rig.source("primary").wanted().stream().limit(2).toList();
            int others = rig.source("primary").wanted().size() - codes.size();
            ask(rig, "unsubscribe", codes);
            assertEquals(others, rig.source("primary").wanted().size());

            RunResult result = run(rig);
            assertEquals(codes, result.accounts().get(0).unsubscribedByHand());
            assertEquals(0, result.exitCode());
            assertStaysOut(rig, codes);

            long logins = rig.source("primary").status().logins();
            rig.trial().standIn().command("front 1 drop 4097"); // market data and trader
            FeedRig.await("logged in again")
                    .until(() -> rig.source("primary").status().logins() > logins
                            && rig.source("primary").status().acknowledged() == others);
            rig.askForLists();
            run(rig);
            assertStaysOut(rig, codes);
            rig.source("primary").restart().join();
            FeedRig.await("restarted")
                    .until(() -> rig.state("primary") == SourceState.READY
                            && rig.source("primary").status().acknowledged() == others);
            assertStaysOut(rig, codes);

            JsonNode plan = command(run, "subscribe", Map.of("dryRun", true, "account", "primary"));
            assertEquals(codes, texts(plan.path("accounts").path(0).path("unsubscribedByHand")), plan.toString());
            JsonNode check = command(run, "check", Map.of("fix", true, "account", "primary"));
            assertEquals(7, check.path("exit").asInt(), check.toString());
            assertEquals(codes, texts(check.path("accounts").path(0).path("unsubscribedByHand")), check.toString());
            assertStaysOut(rig, codes);
            List<JsonNode> status = new ArrayList<>();
            assertEquals(
                    7,
                    RunningService.find(run)
                            .command("status", null, status::add)
                            .path("exit")
                            .asInt());
            assertEquals(
                    codes,
                    texts(status.get(0).path("accounts").path(1).path("unsubscribedByHand")),
                    status.get(0).toString());

            ask(rig, "subscribe", codes);
            rig.subscribed();
            assertEquals(Set.of(), rig.source("primary").unsubscribedByHand());
            assertEquals(List.of(), run(rig).accounts().get(0).unsubscribedByHand());
            assertEquals(0, command(run, "status", Map.of()).path("exit").asInt());
        }
    }

    private static void assertStaysOut(FeedRig rig, List<String> codes) {
        assertTrue(rig.source("primary").wanted().size() > codes.size());
        codes.forEach(code -> assertFalse(rig.source("primary").wanted().contains(code), code + " is back"));
    }

    private static void ask(FeedRig rig, String operation, List<String> codes) throws Exception {
        try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
            template.requestBody("ctp:primary?operation=" + operation, codes);
        }
    }

    private static RunResult run(FeedRig rig) throws Exception {
        try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
            return (RunResult) template.requestBodyAndHeader("direct:subscribe", null, "account", "primary");
        }
    }

    private static JsonNode command(Path run, String name, Map<String, Object> arguments) {
        return RunningService.find(run).command(name, arguments, line -> {});
    }

    private static List<String> texts(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return texts;
    }
}
