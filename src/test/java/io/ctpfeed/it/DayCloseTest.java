package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.ops.day.DayReport;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.quality.reconcile.ReconcileResult.Outcome;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a day: what was published against what the front has, and the report of it. */
class DayCloseTest {
    private static final int INSTRUMENTS = 1_200;

    private static final StandInOptions LAST_MINUTE = StandInOptions.DEFAULT
            .withInstruments(INSTRUMENTS)
            .withStart(LocalDate.of(2026, 1, 6), LocalTime.of(14, 59, 50));

    @TempDir
    private Path folder;

    @Test
    void aDayThatIsWholeReconcilesCleanAndItsReportAddsUpToWhatTheFrontSent() throws Exception {
        try (FeedRig rig = rig()) {
            long sent = close(rig);

            Path page = rig.service().day().dayClose().run();

            ReconcileResult result = rig.service().day().dayClose().lastResult();
            assertEquals(Outcome.CLEAN, result.outcome(), result.text());
            assertEquals(INSTRUMENTS, result.instruments() + result.keptOut());
            assertTrue(result.keptOut() > 0, "combinations and TAS");
            JsonNode event = rig.events().await("clean").path("details");
            assertEquals(result.instruments(), event.path("instruments").asInt());

            JsonNode report = new ObjectMapper()
                    .readTree(Files.readAllBytes(
                            page.resolveSibling(page.getFileName().toString().replace(".html", ".json"))));
            assertEquals(sent, report.path("publishedTicks").asLong());
            assertEquals(sent, rig.trial().published());
            assertEquals(sent, sum(report.path("exchanges"), "ticks"));
            assertEquals(INSTRUMENTS, sum(report.path("exchanges"), "instruments"));
            assertEquals(frontsByExchange(rig), byExchange(report));
            assertEquals(INSTRUMENTS, report.path("coverage").path("ticking").asInt());
            assertEquals("CLEAN", report.path("reconciliation").path("outcome").asText());
            assertTrue(report.path("standIn").asBoolean());
            assertTrue(Files.readString(page).contains("Invented market"));
        }
    }

    @Test
    void oneTickWithheldOnPurposeIsFoundByName() throws Exception {
        try (FeedRig rig = rig()) {
            String withheld = new TreeSet<>(rig.source("primary").wanted())
                    .stream()
                            .filter(code -> code.startsWith("rb") && code.length() == 6)
                            .findFirst()
                            .orElseThrow();
            rig.trial().standIn().command("advance 2026-01-06T15:00:00");
            FeedRig.await("the last before the close")
                    .until(() -> lastFrames(rig).get(withheld) == frame("15:00:00"));
            rig.trial().standIn().command("front 1 ticks skip next 1 " + withheld);
            close(rig);
            assertEquals(1, rig.fronts("withheld"));

            ReconcileResult result =
                    rig.service().day().dayClose().reconcile("").result();

            assertEquals(Outcome.DIFFERENCES, result.outcome(), result.text());
            assertEquals(
                    List.of(withheld),
                    result.differences().stream()
                            .map(ReconcileResult.Difference::instrumentId)
                            .toList());
            assertEquals(
                    withheld,
                    rig.events()
                            .await("differences")
                            .path("details")
                            .path("first")
                            .path(0)
                            .asText());
            DayReport report = rig.service().day().dayClose().report();
            assertEquals(1, report.reconciliation().differing());
        }
    }

    @Test
    void withoutATraderSessionNothingIsProven() throws Exception {
        try (FeedRig rig = new FeedRig(folder, LAST_MINUTE, properties())) {
            rig.subscribed();
            close(rig);
            rig.service().sources().all().forEach(source -> source.stop().join());

            ReconcileResult result =
                    rig.service().day().dayClose().reconcile("backup").result();

            assertEquals(Outcome.NOT_PROVEN, result.outcome());
            assertEquals(5, result.unproven().size());
            assertFalse(result.unproven().get(0).problem().isEmpty());
        }
    }

    private FeedRig rig() throws Exception {
        return new FeedRig(folder, LAST_MINUTE, properties()).subscribed();
    }

    private Map<String, String> properties() {
        return Map.of("ops.run-dir", folder.resolve("run").toString());
    }

    /** Lets the market go to its close. @return what the fronts sent, their snapshots on subscribing included */
    private static long close(FeedRig rig) {
        rig.trial().standIn().command("advance 2026-01-06T15:20:00");
        FeedRig.await("the push after the close is sent").until(() -> {
            long closed = lastFrames(rig).values().stream()
                    .filter(last -> last == frame("15:20:00"))
                    .count();
            return closed + rig.fronts("withheld") == INSTRUMENTS;
        });
        long sent = rig.fronts("sent") + rig.fronts("snapshots");
        FeedRig.await("all is published").until(() -> rig.trial().published() == sent);
        return sent;
    }

    private static long frame(String time) {
        return Timetable.frameFrom(LAST_MINUTE.tradingDay(), LocalTime.parse(time));
    }

    /** The last frame that a front sent, by instrument. */
    private static Map<String, Long> lastFrames(FeedRig rig) {
        Map<String, Long> frames = new HashMap<>();
        for (JsonNode front : rig.trial().standIn().command("report full").path("fronts")) {
            front.path("instruments")
                    .properties()
                    .forEach(each -> frames.put(
                            each.getKey(), each.getValue().path("last").asLong()));
        }
        return frames;
    }

    private static long sum(JsonNode parts, String figure) {
        long sum = 0;
        for (JsonNode part : parts) {
            sum += part.path(figure).asLong();
        }
        return sum;
    }

    private static Map<String, Long> byExchange(JsonNode report) {
        Map<String, Long> ticks = new HashMap<>();
        report.path("exchanges")
                .forEach(each -> ticks.put(
                        each.path("exchange").asText(), each.path("ticks").asLong()));
        return ticks;
    }

    /** What the fronts sent, by exchange: counted at the other end, one snapshot an instrument included. */
    private static Map<String, Long> frontsByExchange(FeedRig rig) {
        Map<String, Long> ticks = new HashMap<>();
        for (JsonNode front : rig.trial().standIn().command("report full").path("fronts")) {
            front.path("instruments")
                    .properties()
                    .forEach(entry -> ticks.merge(
                            rig.service().instruments().of(entry.getKey()).exchangeId(),
                            entry.getValue().path("sent").asLong() + 1,
                            Long::sum));
        }
        return ticks;
    }
}
