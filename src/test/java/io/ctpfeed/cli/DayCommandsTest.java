package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.standin.StandInOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report} and {@code reconcile}, with and without a service that runs. */
class DayCommandsTest {
    private static final int INSTRUMENTS = 60;
    private static final String RECORD =
            """
            {"tradingDay":"2026-01-06","standIn":false,"starts":1,"savedAt":"2026-01-06T07:30:00Z",
            "minutes":[{"at":"09:00","ticks":{"SHFE":2,"DCE":1},"coverage":null}],"classes":{},
            "instruments":[{"instrumentId":"rb2610","exchangeId":"SHFE","ticks":2,"lastAt":1767682800000000000,
            "volume":7,"openInterest":null,"lastPrice":3500.0}],
            "eventCounts":{},"gapTicks":0,"events":[],"reconciliation":null}""";

    @TempDir
    private Path home;

    private CommandRun ctpfeed;

    @BeforeEach
    void installation() throws IOException {
        ctpfeed = new CommandRun(home, () -> new Object[] {new ReportCommand(), new ReconcileCommand()});
        ctpfeed.copy("config");
        ctpfeed.copy("routes");
        Path file = home.resolve("config/application.properties");
        Files.writeString(file, Files.readString(file).replace("ops.run-dir = run", "ops.run-dir = " + run()));
    }

    @Test
    void aPastDaysReportIsMadeFromItsRecordWithoutAService() throws IOException {
        Files.createDirectories(run().resolve("days"));
        Files.writeString(run().resolve("days/20260106.json"), RECORD);

        assertEquals(0, ctpfeed.execute("report", "20260106"));
        Path page = run().resolve("reports/20260106.html");
        assertTrue(ctpfeed.out().startsWith("trading day 2026-01-06: 3 ticks of 1 instruments published"), text());
        assertTrue(ctpfeed.out().endsWith("report: " + page + "\n"), text());
        assertTrue(Files.exists(page));

        assertEquals(0, ctpfeed.execute("report", "--json"), "the last day there is");
        JsonNode result = new ObjectMapper().readTree(ctpfeed.out());
        assertEquals(3, result.path("report").path("publishedTicks").asLong());

        assertEquals(0, ctpfeed.execute("report", "2026-01-06", "--open-path"));
        assertEquals(page + "\n", ctpfeed.out());
    }

    @Test
    void whatThereIsNotIsSaidInOneLine() throws IOException {
        assertEquals(4, ctpfeed.execute("report"));
        assertTrue(ctpfeed.err().startsWith("ctpfeed: no report: ctpfeed does not run, and "), text());
        assertEquals(4, ctpfeed.execute("reconcile"));
        assertTrue(ctpfeed.err().startsWith("ctpfeed: ctpfeed does not run"), text());
        assertEquals(2, ctpfeed.execute("report", "yesterday"));
        assertEquals("ctpfeed: DATE yesterday is no day; write it as YYYYMMDD or YYYY-MM-DD\n", ctpfeed.err());

        Files.createDirectories(run().resolve("days"));
        Files.writeString(run().resolve("days/20260106.json"), RECORD);
        assertEquals(2, ctpfeed.execute("report", "20260107"));
        assertTrue(ctpfeed.err().contains("it has 2026-01-06, give one of these days"), text());
        Files.writeString(run().resolve("days/20260106.json"), "{");
        assertEquals(3, ctpfeed.execute("report", "20260106"));
        assertEquals(1, ctpfeed.err().lines().count(), text());
    }

    @Test
    void theRunningServiceReportsOfTodayAndReconciles() throws Exception {
        Files.createDirectories(run().resolve("days"));
        // The day before: today is the market's own day.
        Files.writeString(run().resolve("days/20260105.json"), RECORD.replace("2026-01-06", "2026-01-05"));
        FeedTrial.Plan plan = new FeedTrial.Plan(
                StandInOptions.DEFAULT.withInstruments(INSTRUMENTS),
                home,
                home.resolve("config"),
                home.resolve("routes"),
                Purpose.TEST,
                Map.of(
                        "ops.run-dir", run().toString(),
                        "ctp.accounts.primary.share", "1/2",
                        "ctp.accounts.backup.share", "2/2"));
        try (FeedTrial trial = new FeedTrial(plan)) {
            trial.awaitSubscribed(Duration.ofSeconds(60));
            FeedTrial.await(Duration.ofSeconds(60), "the snapshots", () -> trial.published() == INSTRUMENTS);

            assertEquals(0, ctpfeed.execute("report"), text());
            assertTrue(ctpfeed.out().contains("(invented market): 60 ticks of 60 instruments"), text());

            assertEquals(0, ctpfeed.execute("report", "20260105"), text());
            assertTrue(ctpfeed.out().startsWith("trading day 2026-01-05: 3 ticks"), text());

            assertEquals(0, ctpfeed.execute("reconcile"), text());
            assertTrue(ctpfeed.out().startsWith("clean: 60 instruments compared, 0 differ"), text());

            assertEquals(2, ctpfeed.execute("reconcile", "--account", "nobody"), text());
            assertTrue(ctpfeed.err().contains("primary"), text());

            trial.service().sources().all().forEach(source -> source.stop().join());
            assertEquals(4, ctpfeed.execute("reconcile", "--account", "primary"), text());
            assertTrue(ctpfeed.out().startsWith("not proven: "), text());
            assertFalse(ctpfeed.out().contains("null"), text());
        }
    }

    private Path run() {
        return home.resolve("run");
    }

    private String text() {
        return ctpfeed.out() + "\n" + ctpfeed.err();
    }
}
