package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.it.StandInFeed.Run;
import io.ctpfeed.service.command.ProcessIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ctpfeed start}, {@code status}, {@code stop} as processes, with a real nats-server, on stand-in fronts. */
class StartStopTest {
    private static final int INSTRUMENTS = 60;

    @TempDir
    private Path home;

    private StandInFeed feed;

    @BeforeEach
    void installation() throws Exception {
        feed = new StandInFeed(home, INSTRUMENTS);
    }

    @AfterEach
    void close() throws Exception {
        feed.close();
    }

    @Test
    void aDayOfAnOperator() throws Exception {
        Run none = feed.run("status");
        assertEquals(4, none.exit(), none::toString);
        assertTrue(none.err().startsWith("ctpfeed: ctpfeed does not run"), none::toString);

        int monitoring = Monitoring.freePort();
        feed.with("nats.monitoring-port", String.valueOf(monitoring));
        Run start = feed.run("start");
        assertEquals(0, start.exit(), () -> start + feed.file("log/service.log"));
        String figures = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + monitoring + "/varz"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertTrue(figures.contains("\"slow_consumers\": 0"), figures);
        assertEquals(
                3,
                start.out()
                        .lines()
                        .filter(line -> line.matches("\\[[123]/3] .* ok \\(\\d+ ms\\): .*"))
                        .count(),
                start::toString);
        assertTrue(start.out().contains("120 of 120 subscriptions (100.0 %)"), start::toString);
        assertEquals("started", feed.json("state.json").path("state").asText());
        assertTrue(feed.natsListens());
        ProcessIdentity service = feed.service().orElseThrow();

        Run status = feed.run("status");
        assertEquals(0, status.exit(), status::toString);
        assertTrue(status.out().contains("THE MARKET IS INVENTED"), status::toString);
        assertTrue(status.out().contains("account    backup: READY"), status::toString);
        JsonNode json = new ObjectMapper()
                .readTree(feed.run("status", "--json").out().lines().findFirst().orElseThrow());
        assertEquals(service.pid(), json.path("pid").asLong());
        assertEquals(2, json.path("accounts").size());
        assertTrue(json.path("standIn").asBoolean()
                && json.path("nats").path("connected").asBoolean());
        assertEquals("RUNNING", json.path("state").asText());

        aWeeklyExercise();

        Run again = feed.run("start");
        assertEquals(0, again.exit(), again::toString);
        assertTrue(
                again.out().contains("service ... ok")
                        && again.out().contains("runs already, process " + service.pid()),
                again::toString);
        assertEquals(service, feed.service().orElseThrow());

        aSecondInstanceIsRefused(service.pid());

        service.handle().orElseThrow().destroyForcibly();
        FeedRig.await("a new service")
                .until(() -> feed.service().filter(now -> !now.equals(service)).isPresent());
        Run afterKill = feed.run("start");
        assertEquals(0, afterKill.exit(), afterKill::toString);
        assertTrue(afterKill.out().contains("120 of 120 subscriptions"), afterKill::toString);
        assertEquals(137, feed.json("supervisor.json").path("lastExit").asInt());
        assertEquals(1, feed.json("supervisor.json").path("restarts").asInt());

        List<ProcessIdentity> running = feed.leftovers();
        assertEquals(3, running.size(), "service, supervisor, NATS");
        Run stop = feed.run("stop");
        assertEquals(0, stop.exit(), stop::toString);
        assertTrue(
                stop.out().contains("[1/2] service ... ok") && stop.out().contains("[2/2] NATS ... ok"),
                stop::toString);
        assertTrue(running.stream().noneMatch(ProcessIdentity::isAlive), running::toString);
        assertFalse(feed.natsListens());
        assertFalse(Files.exists(feed.runDir().resolve("command.json")));
        assertEquals("stopped", feed.json("state.json").path("state").asText());
        assertFalse(feed.file("log/service.log").contains("did not end cleanly"), feed.file("log/service.log"));

        Run nothing = feed.run("stop");
        assertEquals(0, nothing.exit(), nothing::toString);
        assertTrue(nothing.out().contains("did not run"), nothing::toString);

        String audit = feed.file("audit/actions.csv");
        assertTrue(audit.startsWith("at,who,action,step,result,exit,millis,detail\n"), audit);
        assertTrue(audit.contains(",supervise,service,ended unexpectedly,0,"), audit);
        assertEquals(
                2,
                audit.lines()
                        .filter(line -> line.contains(",stop,service,ok,0,"))
                        .count(),
                audit);
        for (String file : List.of("audit/actions.csv", "state.json", "log/service.log", "log/supervisor.log")) {
            assertFalse(feed.file(file).contains("stand-in-password"), file);
        }
    }

    /** On the same run directory, and with one of its own on the same accounts' flow directories. */
    /** To the other account and back, on the running service. */
    private void aWeeklyExercise() throws Exception {
        Run live = feed.run("drill", "--live", "failover");
        assertEquals(0, live.exit(), live::toString);
        JsonNode result = new ObjectMapper().readTree(live.out());
        assertTrue(result.path("passed").asBoolean(), live::toString);
        assertEquals("backup", result.path("failover").path("active").asText(), live::toString);
        assertEquals("primary", result.path("failback").path("active").asText(), live::toString);
    }

    private void aSecondInstanceIsRefused(long pid) throws Exception {
        Run sameRunDir = feed.run("run");
        feed.with("ops.run-dir", home.resolve("run-other").toString());
        Run sameFlowDir = feed.run("run");
        feed.with("ops.run-dir", "run");
        assertEquals(0, feed.run("status").exit(), "and the first one is as it was");

        for (Run run : List.of(sameRunDir, sameFlowDir)) {
            assertEquals(3, run.exit(), run::toString);
            List<String> errors = run.err()
                    .lines()
                    .filter(line -> line.startsWith("ctpfeed: "))
                    .toList();
            assertEquals(1, errors.size(), run::toString);
            assertTrue(errors.get(0).contains("in use by another ctpfeed, process " + pid), run::toString);
        }
        assertTrue(sameRunDir.err().contains("run directory"), sameRunDir::toString);
        assertTrue(sameFlowDir.err().contains("account backup: flow directory"), sameFlowDir::toString);
    }

    @Test
    @Tag("long")
    void ofTwoStartsAtOnceOneStartsAndTheOtherFindsItRunning() throws Exception {
        Process one = feed.begin("start");
        Process other = feed.begin("start");
        Run first = feed.finish(one);
        Run second = feed.finish(other);

        assertEquals(0, first.exit(), first::toString);
        assertEquals(0, second.exit(), second::toString);
        String both = first.out() + second.out();
        assertTrue(both.contains("started, process") && both.contains("runs already, process"), both);
        assertTrue(both.contains("another start or stop is under way"), both);
        assertEquals(3, feed.leftovers().size());
        assertEquals(0, feed.run("stop").exit());
        assertEquals(List.of(), feed.leftovers());
    }

    @Test
    @Tag("long")
    void whatAFailedStartBroughtUpIsStoppedAgain() throws Exception {
        feed.wantingNothing().with("ops.start-timeout-seconds", "30");

        Run start = feed.run("start");

        assertEquals(5, start.exit(), start::toString);
        assertTrue(start.out().contains("[3/3] subscription ... FAILED"), start::toString);
        assertTrue(
                start.out().contains("undo: service stopped") && start.out().contains("undo: NATS stopped"),
                start::toString);
        assertEquals(
                1,
                start.err().lines().filter(line -> line.startsWith("ctpfeed: ")).count(),
                start::toString);
        assertTrue(start.err().contains("subscription.coverage-percent"), start::toString);
        assertFalse(feed.natsListens());
        assertEquals(List.of(), feed.leftovers());
        assertEquals("failed", feed.json("state.json").path("state").asText());
        assertTrue(feed.file("audit/actions.csv").contains(",undo,service,ok,0,"), feed.file("audit/actions.csv"));
    }

    @Test
    @Tag("long")
    void aServiceThatCannotRunIsToldWithItsOwnWords() throws Exception {
        Files.writeString(
                home.resolve("routes/ticks.yaml"),
                FeedRig.read(home.resolve("routes/ticks.yaml")).replace("steps:", "stepps:"));

        Run start = feed.run("start");

        assertEquals(3, start.exit(), start::toString);
        assertTrue(
                start.err().contains("ended with exit code 3: ") && start.err().contains("stepps"), start::toString);
        assertEquals(List.of(), feed.leftovers());
    }

    @Test
    void aWrongConfigurationStartsNothing() throws Exception {
        feed.with("ctp.accounts.backup.password", "");

        Run start = feed.run("start");

        assertEquals(3, start.exit(), start::toString);
        assertEquals("", start.out());
        assertTrue(start.err().contains("ctp.accounts.backup.password"), start::toString);
        assertFalse(feed.natsListens());
        assertFalse(Files.exists(feed.runDir().resolve("state.json")));
    }
}
