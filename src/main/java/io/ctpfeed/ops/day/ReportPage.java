package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import io.ctpfeed.ops.day.DayFigures.Minute;
import io.ctpfeed.ops.day.DayReport.Incidents;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A day's report as one page that needs nothing else: no script, no font, no picture from elsewhere. One thread. */
final class ReportPage {
    private static final List<String> COLOURS =
            List.of("#2563eb", "#0891b2", "#059669", "#ca8a04", "#dc2626", "#9333ea", "#6b7280");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(io.ctpfeed.session.MarketTime.ZONE);

    private static final int EVENTS = 200;
    private static final int DIFFERENCES = 200;

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#111827;--soft:#6b7280;--line:#e5e7eb;--back:#fff;--card:#f9fafb}
            @media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--soft:#9ca3af;--line:#374151;--back:#111827;--card:#1f2937}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:1040px;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p.sub{color:var(--soft);margin:.2rem 0 1rem}
            .invented{background:#b91c1c;color:#fff;padding:.5rem 1rem;border-radius:6px;font-weight:600}
            .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:.6rem}
            .tile{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:6px;padding:.5rem .8rem;color:var(--soft);font-size:.85rem}
            .tile b{display:block;font-size:1.25rem;color:var(--ink);font-variant-numeric:tabular-nums}
            .good{border-left-color:#059669}.bad{border-left-color:#dc2626}
            svg{width:100%;height:auto;display:block}.grid{stroke:var(--line)}.cut{stroke:var(--soft);stroke-dasharray:3 4}
            .axis{font-size:11px;fill:var(--soft)}.legend span{margin-right:1rem;font-size:.85rem}
            .legend i{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.35em}
            .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.88rem}
            th{text-align:left;color:var(--soft);font-weight:500}th,td{padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);vertical-align:top}
            .n{text-align:right;font-variant-numeric:tabular-nums}.none{color:var(--soft)}
            """;

    private final DayReport report;

    ReportPage(DayReport report) {
        this.report = report;
    }

    String html() {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/><title>ctpfeed "
                + report.tradingDay() + "</title><style>" + STYLE + "</style></head><body>"
                + head()
                + tiles()
                + "<h2>Ticks published a minute</h2>" + ticksPlot()
                + "<h2>Exchanges</h2>" + exchanges()
                + classes()
                + "<h2>Coverage</h2>" + coveragePlot()
                + "<h2>Reconciliation</h2>" + reconciliation()
                + "<h2>Checkpoints</h2>" + events(report.checkpoints())
                + "<h2>Quietest instruments</h2>" + quietest()
                + "<h2>Events</h2>" + eventCounts() + events(report.events())
                + "</body></html>\n";
    }

    private String head() {
        return "<h1>Trading day " + report.tradingDay() + "</h1><p class=\"sub\">ctpfeed, as of "
                + time(report.asOf()) + "; times are Shanghai's</p>"
                + (report.standIn() ? "<p class=\"invented\">Invented market: nothing here is real.</p>" : "");
    }

    private String tiles() {
        Incidents incidents = report.incidents();
        Coverage coverage = report.coverage();
        ReconcileResult reconciled = report.reconciliation();
        return "<div class=\"tiles\">"
                + Html.tile("ticks published", Numbers.text(report.publishedTicks()), "")
                + Html.tile("instruments published", Numbers.text(report.publishedInstruments()), "")
                + (coverage == null
                        ? Html.tile("coverage", "unknown", "")
                        : Html.tile(
                                "ticking, of subscribed",
                                Numbers.text(coverage.ticking()) + " / " + Numbers.text(coverage.wanted()),
                                coverage.ticking() == coverage.wanted() ? "good" : "bad"))
                + reconciliationTile(reconciled)
                + incident("disconnects", incidents.disconnects())
                + incident("failed connects", incidents.connectsFailed())
                + incident("NATS outages", incidents.natsOutages())
                + incident("failovers", incidents.failovers())
                + incident("limit hits", incidents.limitHits())
                + incident("gaps", incidents.gaps())
                + incident("ticks lost in gaps", incidents.gapTicks())
                + incident("edits refused", incidents.editsRefused())
                + incident("recoveries", incidents.recoveries())
                + Html.tile("restarts", Numbers.text(incidents.restarts()), "")
                + "</div>";
    }

    private static String incident(String name, long count) {
        return Html.tile(name, Numbers.text(count), count == 0 ? "good" : "bad");
    }

    private static String reconciliationTile(ReconcileResult result) {
        if (result == null) {
            return Html.tile("reconciliation", "not run", "");
        }
        return switch (result.outcome()) {
            case CLEAN -> Html.tile("reconciliation", "clean", "good");
            case DIFFERENCES -> Html.tile("reconciliation", Numbers.text(result.differing()) + " differ", "bad");
            case NOT_PROVEN -> Html.tile("reconciliation", "not proven", "");
        };
    }

    private String ticksPlot() {
        List<MinutePlot.Line> lines = report.exchanges().stream()
                .map(each -> new MinutePlot.Line(
                        each.exchange(), COLOURS.get(Exchanges.index(each.exchange())), ticks(each.exchange())))
                .toList();
        return new MinutePlot("Ticks published a minute, by exchange", lines).svg();
    }

    private long[] ticks(String exchange) {
        long[] values = new long[MinuteOfDay.COUNT];
        report.minutes().forEach(minute -> values[MinuteOfDay.parse(minute.at())] = DayReport.count(minute, exchange));
        return values;
    }

    private String coveragePlot() {
        return new MinutePlot(
                        "Instruments subscribed, acknowledged and ticking",
                        List.of(
                                new MinutePlot.Line("subscribed", "#6b7280", coverage(Coverage::wanted)),
                                new MinutePlot.Line("acknowledged", "#ca8a04", coverage(Coverage::acknowledged)),
                                new MinutePlot.Line("ticking", "#059669", coverage(Coverage::ticking))))
                .svg();
    }

    private long[] coverage(java.util.function.ToLongFunction<Coverage> figure) {
        long[] values = new long[MinuteOfDay.COUNT];
        Arrays.fill(values, -1);
        for (Minute minute : report.minutes()) {
            if (minute.coverage() != null) {
                values[MinuteOfDay.parse(minute.at())] = figure.applyAsLong(minute.coverage());
            }
        }
        return values;
    }

    private String exchanges() {
        List<List<?>> rows = new ArrayList<>();
        report.exchanges()
                .forEach(each -> rows.add(List.of(
                        each.exchange(), each.ticks(), each.instruments(), each.busiestMinute(), each.ticksInIt())));
        rows.add(List.of("all", report.publishedTicks(), report.publishedInstruments(), "", ""));
        return Html.table(List.of("exchange", "ticks", "instruments", "busiest minute", "ticks in it"), rows);
    }

    private String classes() {
        if (report.classes().isEmpty()) {
            return "";
        }
        List<List<?>> rows = new ArrayList<>();
        report.classes().forEach((name, count) -> rows.add(List.of(name, count)));
        return "<h2>Classes of ticks</h2>" + Html.table(List.of("class", "ticks"), rows);
    }

    private String reconciliation() {
        ReconcileResult result = report.reconciliation();
        if (result == null) {
            return "<p class=\"none\">Not run on this day.</p>";
        }
        List<List<?>> classes = new ArrayList<>();
        result.classes()
                .forEach(each -> classes.add(List.of(
                        each.productClass(),
                        each.account(),
                        each.rows(),
                        each.proven() ? "answered" : each.problem())));
        List<List<?>> rows = new ArrayList<>();
        result.differences().stream()
                .limit(DIFFERENCES)
                .forEach(each -> rows.add(List.of(
                        each.instrumentId(),
                        each.exchangeId(),
                        String.join(", ", each.fields()),
                        each.publishedTicks(),
                        each.publishedVolume(),
                        each.frontVolume(),
                        each.missingLots())));
        return "<p>" + Html.escape(result.text()) + " (" + time(result.at()) + ")</p>"
                + Html.table(List.of("class", "account", "snapshots", "result"), classes)
                + (rows.isEmpty()
                        ? ""
                        : Html.table(
                                List.of(
                                        "instrument",
                                        "exchange",
                                        "differs in",
                                        "ticks published",
                                        "volume published",
                                        "volume at the front",
                                        "missing lots"),
                                rows))
                + more(rows.size(), result.differing());
    }

    private String quietest() {
        List<List<?>> rows = new ArrayList<>();
        report.quietest()
                .forEach(each -> rows.add(List.of(
                        each.instrumentId(),
                        each.exchangeId(),
                        each.ticks(),
                        TIME.format(Instant.ofEpochSecond(0, each.lastAt())),
                        each.volume())));
        return rows.isEmpty()
                ? "<p class=\"none\">None published.</p>"
                : Html.table(List.of("instrument", "exchange", "ticks", "last at", "volume"), rows);
    }

    private String eventCounts() {
        return "<p>"
                + report.eventCounts().entrySet().stream()
                        .map(event -> Html.escape(event.getKey()) + " " + Numbers.text(event.getValue()))
                        .collect(Collectors.joining(" · "))
                + "</p>";
    }

    private static String events(List<DayEvent> events) {
        if (events.isEmpty()) {
            return "<p class=\"none\">None.</p>";
        }
        List<List<?>> rows = new ArrayList<>();
        events.stream()
                .limit(EVENTS)
                .forEach(event -> rows.add(List.of(
                        time(event.at()),
                        event.kind(),
                        event.name(),
                        event.source(),
                        event.details().entrySet().stream()
                                .map(detail -> detail.getKey() + " " + detail.getValue())
                                .collect(Collectors.joining(", ")))));
        return Html.table(List.of("at", "kind", "what", "where", "details"), rows) + more(rows.size(), events.size());
    }

    private static String more(int shown, int all) {
        return shown < all ? "<p class=\"none\">" + Numbers.text(all - shown) + " more in the JSON file.</p>" : "";
    }

    private static String time(String instant) {
        return TIME.format(Instant.parse(instant));
    }
}
