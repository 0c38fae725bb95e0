package io.ctpfeed.ops.day;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import io.ctpfeed.ops.day.DayFigures.InstrumentDay;
import io.ctpfeed.ops.day.DayFigures.Minute;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.quality.reconcile.ReconcileResult.ClassResult;
import io.ctpfeed.quality.reconcile.ReconcileResult.Difference;
import io.ctpfeed.quality.reconcile.ReconcileResult.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ReportPageTest {
    @Test
    void thePageIsWellFormedAndNeedsNothingFromElsewhere() throws Exception {
        String html = new ReportPage(DayReport.of(day())).html();

        Files.writeString(Path.of("target", "report-page.html"), html); // to be looked at
        Document page = parse(html);
        assertEquals(2, page.getElementsByTagName("svg").getLength());
        assertEquals(0, page.getElementsByTagName("script").getLength());
        assertFalse(html.contains("http"), "no address");
        assertFalse(html.contains("src="), "no picture");
        assertTrue(html.contains("Invented market"));
    }

    @Test
    void everyPointOfAPlotLiesWithinIt() throws Exception {
        var paths = parse(new ReportPage(DayReport.of(day())).html()).getElementsByTagName("path");
        assertEquals(6 + 3, paths.getLength(), "exchanges, and three lines of coverage");
        for (int i = 0; i < paths.getLength(); i++) {
            String path = paths.item(i).getAttributes().getNamedItem("d").getNodeValue();
            String[] points = path.replace("h0.01", "").substring(1).split("[ML]");
            assertTrue(points.length > 100, path);
            for (String point : points) {
                double x = Double.parseDouble(point.substring(0, point.indexOf(' ')));
                double y = Double.parseDouble(point.substring(point.indexOf(' ') + 1));
                assertTrue(x >= 70 && x <= 1_000 && y >= 12 && y <= 232, point);
            }
        }
    }

    @Test
    void whatComesFromOutsideIsEscaped() throws Exception {
        String html = new ReportPage(DayReport.of(day())).html();
        assertTrue(html.contains("SP m2605&amp;m2609"));
        assertFalse(html.contains("<b>boo</b>"));
    }

    @Test
    void aDayWithoutAnythingIsAPageToo() throws Exception {
        DayFigures empty = new DayFigures(
                "2026-01-06",
                false,
                1,
                "2026-01-06T07:00:00Z",
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                0,
                List.of(),
                null);
        String html = new ReportPage(DayReport.of(empty)).html();
        parse(html);
        assertFalse(html.contains("Invented market"));
    }

    @Test
    void aRecordComesBackFromItsFileAsItWas(@TempDir Path folder) throws Exception {
        DayFiles files = new DayFiles(folder);
        files.write(day());
        assertEquals(day(), files.read(LocalDate.of(2026, 1, 6)).orElseThrow());

        Path page = files.write(DayReport.of(day()));
        assertEquals(folder.resolve("reports/20260106.html"), page);
        assertTrue(Files.exists(folder.resolve("reports/20260106.json")));
        try (var left = Files.list(folder.resolve("reports"))) {
            assertEquals(2, left.count(), "nothing half-written stays");
        }
    }

    @Test
    void theSummaryNamesDayTicksAndReconciliation() {
        List<String> text = DayReport.of(day()).text();
        assertTrue(text.get(0).startsWith("trading day 2026-01-06 (invented market): "), text.get(0));
        assertTrue(text.get(text.size() - 1).startsWith("reconciliation: differences: "), text.toString());
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        html.replace("<!doctype html>", "").getBytes(StandardCharsets.UTF_8)));
    }

    /** A day with a night, something of everything. */
    static DayFigures day() {
        List<Minute> minutes = new ArrayList<>();
        for (int minute = 0; minute < MinuteOfDay.COUNT; minute++) {
            String at = MinuteOfDay.text(minute);
            boolean night = minute >= 180 && minute < 510;
            boolean day = at.compareTo("09:00") >= 0
                    && at.compareTo("15:00") < 0
                    && !(at.compareTo("11:30") >= 0 && at.compareTo("13:30") < 0);
            Map<String, Long> ticks = new LinkedHashMap<>();
            if (night) {
                ticks.put("SHFE", 9_000 + minute * 37L % 1_500);
                ticks.put("INE", 1_500 + minute * 11L % 400);
            }
            if (day) {
                for (String exchange : Exchanges.ALL.subList(0, 6)) {
                    ticks.put(exchange, 3_000L * (1 + Exchanges.index(exchange) % 4) + minute * 91L % 2_000);
                }
            }
            if (night || day) {
                minutes.add(new Minute(at, ticks, new Coverage(20_000, 19_990, day ? 19_990 : 9_000, 10)));
            }
        }
        return new DayFigures(
                "2026-01-06",
                true,
                2,
                "2026-01-06T07:30:00Z",
                minutes,
                Map.of("LIVE", 5L),
                List.of(
                        new InstrumentDay("rb2610", "SHFE", 40_000, 1_767_682_800_000_000_000L, 77, 5.0, 3_500.5),
                        new InstrumentDay("SP m2605&m2609", "DCE", 3, 1_767_682_800_000_000_000L, 0, null, null)),
                Map.of("status/disconnected", 2L, "gap/ring-overflow", 1L, "subscription/limit-hit", 4L),
                12,
                List.of(
                        new DayEvent(
                                "2026-01-06T00:55:00Z",
                                "checkpoint",
                                "passed",
                                "",
                                Map.of("coverage", "19,990 of 20,000")),
                        new DayEvent("2026-01-06T02:00:00Z", "gap", "<b>boo</b>", "primary", Map.of("ticks", "12"))),
                new ReconcileResult(
                        Outcome.DIFFERENCES,
                        "2026-01-06T07:25:00Z",
                        19_000,
                        1,
                        40,
                        0,
                        3,
                        List.of(new ClassResult("1", "primary", 800, ""), new ClassResult("2", "primary", 18_000, "")),
                        List.of(new Difference(
                                "rb2610", "SHFE", List.of("volume"), 40_000, 77, 80, 3, 5.0, 5.0, 3_500.5, 3_500.5))));
    }
}
