package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import io.ctpfeed.ops.day.DayReport.Incidents;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.session.MarketTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A day's report as one page that needs nothing else: no script, no font, no picture from elsewhere, and it forbids itself
 * any. What the day came to is on top, how it came to it below. One thread.
 */
final class ReportPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(MarketTime.ZONE);

    private static final String BANDS =
            "<p class=\"none small\">Light bands: pauses without a tick. Dark bands: time that is"
                    + " left out, an hour or more without one.</p>";

    private static final int EVENTS = 200;
    private static final int DIFFERENCES = 200;

    private final DayReport report;

    ReportPage(DayReport report) {
        this.report = report;
    }

    String html() {
        DayPlots plots = new DayPlots(report);
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/><title>ctpfeed "
                + report.tradingDay() + "</title><style>" + style() + "</style></head><body>"
                + "<header>" + head() + verdict() + tiles() + "</header><main>"
                + "<h2>Ticks</h2>" + plots.ticks() + BANDS + plots.lanes() + exchanges() + plots.halfHours() + classes()
                + "<h2>Coverage</h2>" + plots.coverage() + coverage()
                + "<h2>What went wrong</h2>"
                + "<h3>Gaps</h3>" + events("Gaps", event -> event.kind().equals("gap"))
                + "<h3>Disconnects</h3>" + disconnects()
                + "<h3>Failovers</h3>"
                + events("Failovers", event -> event.kind().equals("failover"))
                + "<h3>Limit hits</h3>" + events("Limit hits", DayReport::isLimitHit)
                + "<h2>Reconciliation</h2>" + reconciliation()
                + "<h2>Checkpoints</h2>" + events("Checkpoints and restarts before sessions", report.checkpoints())
                + "<h2>Quietest instruments</h2>" + quietest()
                + "<h2>All events</h2>" + eventCounts() + "<details><summary>One by one</summary>"
                + events("Events of the day", report.events()) + "</details></main></body></html>\n";
    }

    private String head() {
        return "<h1>Trading day <time>" + report.tradingDay() + "</time></h1><p class=\"sub\">ctpfeed, as of "
                + time(report.asOf()) + "; all times are Shanghai's</p>"
                + (report.standIn() ? "<p class=\"invented\">Invented market: nothing here is real.</p>" : "");
    }

    private String verdict() {
        Verdict verdict = report.verdict();
        String kind =
                switch (verdict.outcome()) {
                    case COMPLETE -> "good";
                    case DISTURBED, NOT_PROVEN -> "warn";
                    case INCOMPLETE -> "bad";
                };
        return "<section class=\"verdict " + kind + "\" aria-label=\"Verdict\"><strong>"
                + verdict.outcome().text() + "</strong>"
                + (verdict.reasons().isEmpty()
                        ? "<p>After the close the fronts had nothing that was not published, and nothing went wrong on the"
                                + " way.</p>"
                        : verdict.reasons().stream()
                                .map(reason -> "<li>" + Html.escape(reason) + "</li>")
                                .collect(Collectors.joining("", "<ul>", "</ul>")))
                + "</section>";
    }

    private String tiles() {
        Incidents incidents = report.incidents();
        Coverage coverage = report.coverage();
        return "<dl class=\"tiles\">"
                + Html.tile("ticks published", Numbers.text(report.publishedTicks()), "")
                + Html.tile("instruments published", Numbers.text(report.publishedInstruments()), "")
                + (coverage == null
                        ? Html.tile("coverage", "unknown", "")
                        : Html.tile(
                                "ticking, of subscribed",
                                Numbers.text(coverage.ticking()) + " / " + Numbers.text(coverage.wanted()),
                                coverage.ticking() == coverage.wanted() ? "good" : "warn"))
                + reconciliationTile(report.reconciliation())
                + Html.tile("ticks lost in gaps", Numbers.text(incidents.gapTicks()), kind(incidents.gapTicks(), "bad"))
                + Html.tile("gaps", Numbers.text(incidents.gaps()), kind(incidents.gaps(), "bad"))
                + incident("disconnects", incidents.disconnects())
                + incident("failed connects", incidents.connectsFailed())
                + incident("NATS outages", incidents.natsOutages())
                + incident("failovers", incidents.failovers())
                + incident("limit hits", incidents.limitHits())
                + incident("recoveries", incidents.recoveries())
                + incident("edits refused", incidents.editsRefused())
                + incident("restarts of the service", incidents.restarts())
                + "</dl>";
    }

    private static String incident(String name, long count) {
        return Html.tile(name, Numbers.text(count), kind(count, "warn"));
    }

    private static String kind(long count, String otherwise) {
        return count == 0 ? "good" : otherwise;
    }

    private static String reconciliationTile(ReconcileResult result) {
        if (result == null) {
            return Html.tile("reconciliation", "not run", "warn");
        }
        return switch (result.outcome()) {
            case CLEAN -> Html.tile("reconciliation", "clean", "good");
            case DIFFERENCES -> Html.tile("reconciliation", Numbers.text(result.differing()) + " differ", "bad");
            case NOT_PROVEN -> Html.tile("reconciliation", "not proven", "warn");
        };
    }

    private String exchanges() {
        List<List<?>> rows = new ArrayList<>();
        report.exchanges()
                .forEach(each -> rows.add(List.of(
                        each.exchange(), each.ticks(), each.instruments(), each.busiestMinute(), each.ticksInIt())));
        rows.add(List.of("all", report.publishedTicks(), report.publishedInstruments(), "", ""));
        return Html.table(
                "Published by exchange",
                List.of("exchange", "ticks", "instruments", "busiest minute", "ticks in it"),
                rows);
    }

    private String classes() {
        List<List<?>> rows = new ArrayList<>();
        report.classes().forEach((name, count) -> rows.add(List.of(name, count)));
        return rows.isEmpty() ? "" : Html.table("By class of tick", List.of("class", "ticks"), rows);
    }

    private String coverage() {
        Coverage now = report.coverage();
        return now == null
                ? ""
                : Html.table(
                        "As last looked at",
                        List.of("subscribed", "acknowledged", "ticking", "refused by a front"),
                        List.of(List.of(now.wanted(), now.acknowledged(), now.ticking(), now.rejected())));
    }

    private String disconnects() {
        List<List<?>> rows = new ArrayList<>();
        report.outages()
                .forEach(each -> rows.add(List.of(
                        time(each.from()),
                        each.account(),
                        each.seconds() == null ? "not known" : Numbers.text(each.seconds()) + " s",
                        each.reason())));
        return rows.isEmpty()
                ? "<p class=\"none\">None.</p>"
                : Html.table("Sessions that broke", List.of("at", "account", "back after", "reason"), rows);
    }

    private String reconciliation() {
        ReconcileResult result = report.reconciliation();
        if (result == null) {
            return "<p class=\"none\">Not run on this day.</p>";
        }
        List<List<?>> classes = new ArrayList<>();
        result.classes()
                .forEach(each -> classes.add(List.of(
                        productClass(each.productClass()),
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
                + (rows.isEmpty()
                        ? ""
                        : Html.table(
                                "Instruments that differ",
                                List.of(
                                        "instrument",
                                        "exchange",
                                        "differs in",
                                        "ticks published",
                                        "volume published",
                                        "volume at the front",
                                        "missing lots"),
                                rows))
                + more(rows.size(), result.differing())
                + Html.table(
                        "Classes of instruments that were asked for",
                        List.of("class", "account", "snapshots", "result"),
                        classes);
    }

    /** CTP's ProductClass in words. */
    private static String productClass(String code) {
        return switch (code) {
            case "1" -> "1, futures";
            case "2" -> "2, options";
            case "3" -> "3, combinations";
            case "6" -> "6, index options";
            case "7" -> "7, TAS";
            default -> code;
        };
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
                : Html.table(
                        "Fewest ticks, of those with any",
                        List.of("instrument", "exchange", "ticks", "last at", "volume"),
                        rows);
    }

    private String eventCounts() {
        return "<p class=\"sub\">"
                + report.eventCounts().entrySet().stream()
                        .map(event -> Html.escape(event.getKey()) + " " + Numbers.text(event.getValue()))
                        .collect(Collectors.joining(" · "))
                + "</p>";
    }

    private String events(String what, Predicate<DayEvent> which) {
        return events(what, report.events().stream().filter(which).toList());
    }

    private static String events(String what, List<DayEvent> events) {
        if (events.isEmpty()) {
            return "<p class=\"none\">None.</p>";
        }
        List<List<?>> rows = new ArrayList<>();
        events.stream()
                .limit(EVENTS)
                .forEach(event -> rows.add(List.of(
                        time(event.at()),
                        event.kind() + " " + event.name(),
                        event.source(),
                        event.details().entrySet().stream()
                                .filter(detail -> !detail.getValue().isEmpty())
                                .map(detail -> detail.getKey() + ": " + detail.getValue())
                                .collect(Collectors.joining(", ")))));
        return Html.table(what, List.of("at", "what", "where", "details"), rows) + more(rows.size(), events.size());
    }

    private static String more(int shown, int all) {
        return shown < all ? "<p class=\"none\">" + Numbers.text(all - shown) + " more in the JSON file.</p>" : "";
    }

    private static String time(String instant) {
        return TIME.format(Instant.parse(instant));
    }

    private static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
