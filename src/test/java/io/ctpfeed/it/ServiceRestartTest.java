package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.it.StandInFeed.Run;
import io.ctpfeed.service.command.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily restart of the whole service, NATS included: the service asks for it, the supervisor of start answers. */
@Tag("long")
class ServiceRestartTest {
    @TempDir
    private Path home;

    @Test
    void theServiceEndsNatsIsRestartedAndTheServiceIsThereAgainInFull() throws Exception {
        try (StandInFeed feed = new StandInFeed(home, 60)) {
            feed.with("premarket.restart", "service").with("premarket.restart-nats", "true");
            Run start = feed.run("start");
            assertEquals(0, start.exit(), start::toString);
            ProcessIdentity service = feed.service().orElseThrow();
            ProcessIdentity nats = nats(feed);

            Run premarket = feed.run("premarket", "--force");
            assertEquals(0, premarket.exit(), premarket::toString);
            assertEquals("the service ends now, to be started anew\n", premarket.out());

            FeedRig.await("a new service")
                    .until(() ->
                            feed.service().filter(now -> !now.equals(service)).isPresent());
            Run again = feed.run("start");
            assertEquals(0, again.exit(), again::toString);
            assertTrue(again.out().contains("120 of 120 subscriptions (100.0 %)"), again::toString);
            assertEquals(75, feed.json("supervisor.json").path("lastExit").asInt());
            assertEquals(1, feed.json("supervisor.json").path("restarts").asInt());

            ProcessIdentity newNats = nats(feed);
            assertFalse(nats.isAlive());
            assertTrue(newNats.isAlive());
            assertTrue(
                    newNats.startTicks() <= feed.service().orElseThrow().startTicks(), "NATS first, then the service");
            List<String> supervised = feed.file("audit/actions.csv")
                    .lines()
                    .filter(line -> line.contains(",supervise,"))
                    .toList();
            assertEquals(2, supervised.size(), supervised.toString());
            assertTrue(supervised.get(0).matches(".*,service,restart,0,\\d+,.*exit code 75.*"), supervised.toString());
            assertTrue(
                    supervised
                            .get(1)
                            .matches(".*,NATS,restart,0,\\d+,.*stopped, started, process " + newNats.pid() + ".*"),
                    supervised.toString());
            assertFalse(
                    feed.file("log/service.log").contains("NATS: connection lost")
                            || feed.file("log/service.log").contains("did not end cleanly"),
                    "the service had left NATS before NATS went");

            assertEquals(0, feed.run("stop").exit());
            assertEquals(List.of(), feed.leftovers());
            assertFalse(feed.natsListens());
        }
    }

    private static ProcessIdentity nats(StandInFeed feed) throws Exception {
        JsonNode nats = feed.json("state.json").path("nats");
        return new ProcessIdentity(
                nats.path("pid").asLong(), nats.path("startTicks").asLong());
    }
}
