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
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {
    @Test
    void thePageIsWellFormedAndNeedsNothingFromElsewhere() throws Exception {
        String html = new ReportPage(DayReport.of(day())).html();

        Files.writeString(Path.of("target", "report-page.html"), html); // to be looked at
        Document page = parse(html);
        assertEquals(2, page.getElementsByTagName("svg").getLength());
        assertEquals(0, page.getElementsByTagName("script").getLength());
        assertFalse(html.replace("http-equiv", "").contains("http"), "no address");
        assertTrue(html.contains("default-src 'none'"), "and it may not have any");
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
            assertTrue(points.length > 40, path);
            for (String point : points) {
                double x = Double.parseDouble(point.substring(0, point.indexOf(' ')));
                double y = Double.parseDouble(point.substring(point.indexOf(' ') + 1));
                assertTrue(x >= 0 && x <= TimeAxis.LENGTH && y >= 0 && y <= MinutePlot.HEIGHT, point);
            }
        }
    }

    @Test
    void whateverTextIsInItIsEscaped() throws Exception {
        String html = new ReportPage(DayReport.of(day())).html();
        assertTrue(html.contains("SP m2605&amp;m2609"));

        String evil = "<b onclick='x'>\"&\u0001\ud800</b>";
        String at = "2026-01-06T02:00:00Z";
        DayFigures hostile = new DayFigures(
                "2026-01-06",
                false,
                1,
                at,
                List.of(new Minute("10:00", Map.of("SHFE", 1L), new Coverage(1, 1, 1, 0))),
                Map.of(evil, 1L),
                List.of(new InstrumentDay(evil, evil, 1, 1, 1, null, null)),
                Map.of(evil, 1L),
                0,
                Stream.of("gap", "checkpoint", "failover", "subscription", "status", evil)
                        .map(kind -> new DayEvent(
                                at,
                                kind,
                                kind.equals("status") ? "disconnected" : "limit" + evil,
                                evil,
                                Map.of("from", kind.equals("status") ? "READY" : evil, "reason", evil, evil, evil)))
                        .toList(),
                new ReconcileResult(
                        Outcome.DIFFERENCES,
                        at,
                        1,
                        1,
                        0,
                        0,
                        0,
                        List.of(new ClassResult(evil, evil, 0, evil)),
                        List.of(new Difference(evil, evil, List.of(evil), 1, 1, 1, 0, null, null, null, null))));
        String page = new ReportPage(DayReport.of(hostile)).html();
        parse(page);
        assertFalse(page.contains("<b onclick"));
        assertTrue(page.split("&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;\\?\\?&lt;/b&gt;").length > 20, page);
    }

    @Test
    void aTableSaysWhatItsRowsAndColumnsAre() throws Exception {
        Document page = parse(new ReportPage(DayReport.of(day())).html());
        NodeList tables = page.getElementsByTagName("table");
        assertTrue(tables.getLength() > 6);
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            assertEquals(1, table.getElementsByTagName("caption").getLength());
            NodeList heads = table.getElementsByTagName("th");
            for (int j = 0; j < heads.getLength(); j++) {
                assertFalse(((Element) heads.item(j)).getAttribute("scope").isEmpty());
            }
        }
    }

    @Test
    void aSessionThatBrokeIsListedWithTheTimeItTook() {
        List<Outage> outages = DayReport.of(day()).outages();
        assertEquals(
                List.of(
                        new Outage("primary", "2026-01-06T02:00:00Z", 38L, "front gone"),
                        new Outage("backup", "2026-01-06T02:00:05Z", null, "front gone")),
                outages);
    }

    @Test
    void ticksThatTheJournalKeepsAreAnOutageAndNoGap() {
        BitSet minutes = new BitSet();
        minutes.set(MinuteOfDay.parse("09:00"), MinuteOfDay.parse("11:00"));
        String lanes = new EventLanes(
                        new TimeAxis(minutes),
                        Stream.of("outage-began", "outage-filled", "ring-overflow", "gap-opened")
                                .map(name -> new DayEvent(
                                        "2026-01-06T02:00:00Z",
                                        "gap",
                                        name,
                                        "",
                                        Map.of("recoveredBy", name.equals("gap-opened") ? "[backup]" : "[]")))
                                .toList())
                .html();
        assertTrue(lanes.contains("\"NATS outage: 2\""), lanes);
        assertTrue(lanes.contains("\"gap: 1\""), lanes);
        assertTrue(lanes.contains("\"covered gap: 1\""), lanes);
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

    private static DayEvent status(String at, String name, String account, String from) {
        return new DayEvent(at, "status", name, account, Map.of("from", from, "reason", "front gone"));
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
                        new DayEvent("2026-01-06T02:00:00Z", "gap", "ring-overflow", "primary", Map.of("ticks", "12")),
                        status("2026-01-06T02:00:00Z", "disconnected", "primary", "READY"),
                        status("2026-01-06T02:00:05Z", "disconnected", "backup", "READY"),
                        status("2026-01-06T02:00:09Z", "disconnected", "primary", "CONNECTING"),
                        status("2026-01-06T02:00:38Z", "ready", "primary", "LOGGING_IN"),
                        new DayEvent(
                                "2026-01-06T00:31:00Z",
                                "subscription",
                                "limit-hit",
                                "primary",
                                Map.of("tooManyASecond", "4"))),
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
