package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Routes and properties are edited while 5,000 ticks a second go by: no tick is lost, doubled or out of order, nobody logs
 * in again, nothing is subscribed again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveEditTest {
    private static final int EDITS = 20;
    private static final String OF_SUBSCRIPTION = "[\"should-list-backup\",\"should-list-primary\",\"subscribe\","
            + "\"subscription-backup\",\"subscription-primary\"]";
    private static final List<String> ALL_ROUTES = List.of(
            "checkpoint",
            "checkpoint-day",
            "checkpoint-night",
            "close-day",
            "day-close",
            "events",
            "failover-probe-backup",
            "failover-probe-primary",
            "failover-timer-backup",
            "failover-timer-primary",
            "health-sweep",
            "health-sweep-timer",
            "pre-market-restart",
            "recovery",
            "recovery-timer",
            "restart-day",
            "restart-night",
            "should-list-backup",
            "should-list-primary",
            "source-backup",
            "source-primary",
            "subscribe",
            "subscription-backup",
            "subscription-primary",
            "ticks");

    private FeedRig rig;
    private Path ticks;
    private Path sources;
    private String goodTicks;
    private String goodSources;
    private String sessionsBefore;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new FeedRig(folder, 2_500);
        ticks = rig.routes().resolve("ticks.yaml");
        sources = rig.routes().resolve("sources.yaml");
        goodTicks = FeedRig.read(ticks);
        goodSources = FeedRig.read(sources);
    }

    @BeforeEach
    void flow() {
        sessionsBefore = sessions();
        rig.events().clear();
        rig.flowing(5_000);
    }

    @AfterEach
    void nothingHappenedToTheFeed() throws Exception {
        rig.moreTicks();
        rig.flawless();
        assertEquals(sessionsBefore, sessions());
        assertEquals(ALL_ROUTES, rig.routesRunning());
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void twentyEditsOfTicks() {
        for (int i = 1; i <= EDITS; i++) {
            String step = "- setVariable: {name: edit, constant: \"" + i + "\"}\n        - to:";
            rig.edit(ticks, text -> goodTicks.replaceFirst("- to:", step));
        }
        rig.edit(ticks, text -> goodTicks);
        JsonNode edit = rig.events().await("edit-applied").path("details");
        assertEquals("[\"ticks\"]", edit.path("changed").toString());
        assertEquals(ALL_ROUTES.size() - 1, edit.path("kept").size());
    }

    @Test
    void twentyEditsOfATemplatesParameter() {
        for (int i = 1; i <= EDITS; i++) {
            String seconds = String.valueOf(60 + i);
            rig.edit(sources, text -> goodSources.replace("\"{{source.keep-session-seconds}}\"", seconds));
        }
        rig.edit(sources, text -> goodSources);
        JsonNode edit = rig.events().await("edit-applied").path("details");
        assertEquals("[\"source-backup\",\"source-primary\"]", sorted(edit.path("changed")));
    }

    @Test
    void aPropertyRestartsOnlyWhatUsesIt() {
        Path properties = rig.config().resolve("application.properties");
        rig.edit(properties, text -> text.replace("source.batch-limit-ticks = 512", "source.batch-limit-ticks = 256"));
        JsonNode edit = rig.events().await("edit-applied").path("details");
        assertEquals("[\"source-backup\",\"source-primary\"]", sorted(edit.path("changed")));
        assertEquals("[\"source.batch-limit-ticks\"]", edit.path("properties").toString());
        assertTrue(
                rig.service()
                        .context()
                        .getRoute("source-primary")
                        .getEndpoint()
                        .getEndpointUri()
                        .contains("maxBatchTicks=256"),
                "the new value is in force");
        rig.edit(properties, text -> text.replace("source.batch-limit-ticks = 256", "source.batch-limit-ticks = 512"));
    }

    @Test
    void anEditAndARefusalAreOneLogLineEach() {
        try (EventLog log = new EventLog()) {
            rig.edit(ticks, text -> goodTicks.replace("Ticks of all accounts", "Ticks of each account"));
            refused(goodTicks.replace("uri: direct:ticks", "urri: direct:ticks"), "urri");
            List<String> edits =
                    log.lines().stream().filter(line -> line.contains("edit")).toList();
            assertEquals(2, edits.size(), edits.toString());
            assertTrue(edits.get(0).startsWith("edit of ticks.yaml applied in "), edits.toString());
            assertTrue(edits.get(1).startsWith("edit refused, running routes are untouched: "), edits.toString());
        }
        restored();
    }

    @Test
    void aSaveByATemporaryFileAndARename() {
        rig.applied(() -> {
            Path temporary = rig.routes().resolve("ticks.yaml~");
            FeedRig.write(temporary, goodTicks.replace("Ticks of all accounts", "Ticks of all the accounts"));
            move(temporary, ticks);
        });
        rig.edit(ticks, text -> goodTicks);
    }

    @Test
    void brokenEditsAreRefusedWithFileAndLine() {
        refused(goodTicks.replace("uri: direct:ticks", "urri: direct:ticks"), "urri");
        refused(goodTicks.replace("      uri: direct", "\t uri: direct"), "TAB");
        refused(goodTicks.replaceFirst("- to:", "- bean: {ref: noSuchBean}\n        - to:"), "noSuchBean");
        refused(goodTicks + goodTicks, "ticks");
        restored();
    }

    @Test
    void anEmptyFileIsRefused() {
        refused("", "");
        restored();
    }

    @Test
    void twoFilesWithOneIdAreRefused() {
        Path copy = rig.routes().resolve("ticks-copy.yaml");
        JsonNode details = rig.refused(() -> FeedRig.write(copy, goodTicks));
        assertTrue(details.path("reason").asText().contains("ticks"), details.toString());
        delete(copy);
        rig.moreTicks();
    }

    @Test
    void aDeletedFileTakesItsRoutesAlongAndNothingElse() {
        Path subscription = rig.routes().resolve("subscription.yaml");
        String good = FeedRig.read(subscription);
        rig.applied(() -> delete(subscription));
        JsonNode edit = rig.events().await("edit-applied").path("details");
        assertEquals(OF_SUBSCRIPTION, sorted(edit.path("removed")));
        assertEquals(ALL_ROUTES.size() - 5, rig.routesRunning().size());
        rig.moreTicks();

        rig.applied(() -> FeedRig.write(subscription, good));
    }

    @Test
    void aDeletedRouteEndsAndItsNeighboursRunOn() {
        Path subscription = rig.routes().resolve("subscription.yaml");
        String good = FeedRig.read(subscription);
        int second = good.indexOf("- templatedRoute:\n    routeId: subscription-backup");
        int end = good.indexOf("# For other routes");
        rig.edit(subscription, text -> good.substring(0, second) + good.substring(end));
        JsonNode edit = rig.events().await("edit-applied").path("details");
        assertEquals("[\"subscription-backup\"]", edit.path("removed").toString());
        assertEquals("[]", edit.path("changed").toString());

        rig.edit(subscription, text -> good);
    }

    @Test
    void calendarAndSessionsAreFollowed() {
        Path calendar = rig.config().resolve("calendar.yaml");
        String good = FeedRig.read(calendar);
        FeedRig.write(calendar, good.replace("holidays:", "holydays:"));
        JsonNode refused = rig.events().await("edit-refused").path("details");
        assertTrue(refused.path("reason").asText().matches(".*/calendar\\.yaml:\\d+: .*'holydays' is not known.*"));
        FeedRig.write(calendar, good.replaceFirst("covered-until: .*", "covered-until: 2099-12-31"));
        JsonNode applied = rig.events().await("edit-applied").path("details");
        assertEquals("calendar covers until 2099-12-31", applied.path("change").asText());

        rig.events().clear();
        Path sessions = rig.config().resolve("sessions.yaml");
        FeedRig.write(sessions, FeedRig.read(sessions).replace("no-night: [wr]", "no-night: [wr, xy]"));
        assertEquals(
                "sessions.yaml",
                rig.events().await("edit-applied").path("details").path("file").asText());
    }

    private void refused(String text, String named) {
        JsonNode details = rig.refused(() -> FeedRig.write(ticks, text));
        assertEquals("ticks.yaml", details.path("file").asText(), details.toString());
        assertTrue(details.path("line").asInt() > 0 || text.isEmpty(), details.toString());
        assertTrue(details.path("reason").asText().contains(named), details.toString());
        rig.moreTicks();
        assertEquals(ALL_ROUTES, rig.routesRunning());
    }

    /** The good text comes back; an edit after it must be seen again. */
    private void restored() {
        FeedRig.write(ticks, goodTicks);
        rig.edit(ticks, text -> goodTicks.replace("Ticks of all accounts", "Ticks of every account"));
        rig.edit(ticks, text -> goodTicks);
    }

    private String sessions() {
        StringBuilder text = new StringBuilder();
        for (String account : List.of("primary", "backup")) {
            var status = rig.source(account).status();
            text.append(account)
                    .append(": ")
                    .append(status.state())
                    .append(", logins ")
                    .append(status.logins());
            text.append(", disconnects ").append(status.disconnects());
            text.append(", acknowledged ").append(status.acknowledged());
            text.append(", overflows ").append(status.ringOverflows()).append("; ");
        }
        return text + "sessions " + rig.fronts("sessionsSoFar") + ", pushed on subscribing " + rig.fronts("snapshots");
    }

    private static String sorted(JsonNode names) {
        List<String> texts = new java.util.ArrayList<>();
        names.forEach(name -> texts.add(name.toString()));
        texts.sort(null);
        return "[" + String.join(",", texts) + "]";
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
