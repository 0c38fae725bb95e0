package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of the service: quick, whatever is away, and what happens in it is still said. */
class ServiceEndTest {
    private static final StandInOptions MARKET = StandInOptions.DEFAULT.withInstruments(200);

    @TempDir
    private Path folder;

    @Test
    void itIsQuickWhileATraderFrontIsAway() throws Exception {
        String closed = closedAddress();
        Map<String, String> away = Map.of(
                "ctp.accounts.primary.trader-fronts", closed,
                "ctp.accounts.backup.trader-fronts", closed,
                "source.connect-timeout-millis", "300",
                "source.query-timeout-millis", "30000",
                "subscription.retry-millis", "30000");
        try (FeedRig rig = new FeedRig(folder, MARKET, away)) {
            FeedRig.await("logged in without it").until(() -> rig.state("primary") == SourceState.READY);
            FeedRig.await("the contract list is asked for").until(() -> inflight(rig) == 2);

            assertTrue(secondsToClose(rig) < 6);
        }
    }

    @Test
    void itIsQuickWhileTheContractListIsAskedForAgainAndAgain() throws Exception {
        Map<String, String> away = Map.of(
                "ctp.accounts.primary.trader-fronts", closedAddress(),
                "source.connect-timeout-millis", "300",
                "source.query-timeout-millis", "10",
                "subscription.retry-millis", "60000");
        try (EventLog camel = new EventLog("org.apache.camel");
                FeedRig rig = new FeedRig(folder, MARKET, away)) {
            FeedRig.await("asked in vain").until(() -> camel.contains("On delivery attempt"));

            camel.clear(); // the next try of the old route is a minute away
            rig.edit(
                    rig.routes().resolve("subscription.yaml"),
                    text -> text.replace("description: A run", "description: One run"));
            JsonNode edit = rig.events().await("edit-applied").path("details");
            assertTrue(edit.path("elapsedMillis").asLong() < 8_000, edit::toString);

            FeedRig.await("asked in vain again").until(() -> camel.contains("On delivery attempt"));
            assertTrue(secondsToClose(rig) < 6);
            assertFalse(camel.contains("Exhausted"), "a stop is no failure");
        }
    }

    @Test
    void logoutsAndLossesOfTheEndStillGoOut() throws Exception {
        try (FeedRig rig = new FeedRig(folder, MARKET, Map.of("source.ring-capacity-ticks", "64"))) {
            rig.subscribed();
            rig.service().context().getRouteController().suspendRoute("source-primary");
            rig.trial().pace(Pace.evenly(20_000));
            FeedRig.await("the ring overflows")
                    .until(() -> rig.source("primary").ring().overflows() > 1_000);

            rig.service().close();

            for (String account : List.of("primary", "backup")) {
                rig.events().await("stopped", of(account));
            }
            long lost = rig.source("primary").ring().overflows();
            JsonNode last = rig.events()
                    .await(
                            "ring-overflow",
                            event -> event.path("details")
                                            .path("ticksSinceStart")
                                            .asLong()
                                    == lost);
            assertEquals("primary", last.path("source").asText());
        }
    }

    private static Predicate<JsonNode> of(String account) {
        return event -> event.path("source").asText().equals(account);
    }

    private static int inflight(FeedRig rig) {
        return List.of("subscription-primary", "subscription-backup").stream()
                .mapToInt(id -> rig.service().context().getInflightRepository().size(id))
                .sum();
    }

    private static long secondsToClose(FeedRig rig) {
        long begin = System.nanoTime();
        rig.service().close();
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    }

    private static String closedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "tcp://127.0.0.1:" + socket.getLocalPort();
        }
    }
}
