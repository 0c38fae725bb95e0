package io.ctpfeed.ops.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shipped rules by {@code promtool}: each alert rings for its fault, for nothing else, and not without a session. */
class AlertRulesTest {
    private static final Path RULES = Path.of("config", "prometheus", "rules");
    private static final Path PAGES = Path.of("runbooks", "alerts");
    private static final String PRIMARY = "account=\"primary\"";
    private static final String LINK = "{{ $externalLabels.runbooks }}/";
    private static final int WELL = 69;
    private static final int FAULT = 89;
    private static final int MENDED = 119;

    /** What is not well, by the alert that it rings. */
    private static final Map<String, UnaryOperator<Scenario>> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("CtpfeedDown", s -> s.level("up", "", 1, 0)
                .gone("ctpfeed_session_open", "", 1)
                .gone("ctpfeed_session_opens_timestamp_seconds", "session=\"this\"", 0)
                .gone("ctpfeed_session_closes_timestamp_seconds", "session=\"this\"", 30_000));
        FAULTS.put("CtpfeedNoTicks", s -> s.counter("ctpfeed_ticks_total", "class=\"live\"", 9_000, 0));
        FAULTS.put("CtpfeedCoverage", s -> s.coverage("DCE", 1_000, 994));
        FAULTS.put("CtpfeedTicksLost", s -> s.counter("ctpfeed_ring_overflow_ticks_total", PRIMARY, 0, 2));
        FAULTS.put("CtpfeedExchangeLatency", s -> s.latency("ctpfeed_exchange_latency_seconds", 3, 9_000, 8_000));
        FAULTS.put("CtpfeedPublishLatency", s -> s.latency("ctpfeed_publish_latency_seconds", 0.1, 9_000, 8_000));
        FAULTS.put("CtpfeedSourceDown", s -> s.level("ctpfeed_source_ready", PRIMARY, 1, 0));
        FAULTS.put(
                "CtpfeedDisconnects",
                s -> s.counter("ctpfeed_source_disconnects_total", PRIMARY + ",reason=\"read-failed\"", 0, 0.2));
        FAULTS.put("CtpfeedFailover", s -> s.counter("ctpfeed_failovers_total", "reason=\"silent\"", 0, 0.03));
        FAULTS.put(
                "CtpfeedMissedTicks",
                s -> s.counter("ctpfeed_line_missed_ticks_total", PRIMARY + ",exchange=\"SHFE\"", 9, 90));
        FAULTS.put(
                "CtpfeedRateLimit",
                s -> s.counter("ctpfeed_subscription_backpressure_total", PRIMARY + ",code=\"-2\"", 0, 1));
        FAULTS.put("CtpfeedRingBacklog", s -> s.level("ctpfeed_ring_depth_ticks", PRIMARY, 100, 40_000));
        FAULTS.put("CtpfeedCapacity", s -> s.counter("ctpfeed_callback_seconds_sum", PRIMARY, 0.0002, 0.05));
        FAULTS.put("CtpfeedStoppedByHand", s -> s.level("ctpfeed_source_stopped_by_hand", PRIMARY, 0, 1)
                .level("ctpfeed_source_needed", PRIMARY, 1, 0)
                .level("ctpfeed_source_ready", PRIMARY, 1, 0));
        FAULTS.put("CtpfeedNatsDown", s -> s.level("ctpfeed_nats_connected", "", 1, 0));
        FAULTS.put("CtpfeedJournalBacklog", s -> s.level("ctpfeed_journal_size_bytes", "", 0, 3e9));
        FAULTS.put(
                "CtpfeedDownstreamLag",
                s -> s.level(
                        "ctpfeed_downstream_pending_messages", "stream=\"md-ticks\",consumer=\"desk\"", 12, 200_000));
        FAULTS.put("CtpfeedSlowConsumers", s -> s.counter("ctpfeed_nats_slow_consumers", "", 0, 0.1));
        FAULTS.put("CtpfeedCheckpointFailed", s -> s.level("ctpfeed_checkpoint_last_ok", "", 1, 0));
        FAULTS.put("CtpfeedCheckpointMissed", s -> s.level("ctpfeed_checkpoints_overdue", "", 0, 1));
        FAULTS.put("CtpfeedCalendarEnds", s -> s.level("ctpfeed_calendar_covered_days", "", 200, 29));
        FAULTS.put("CtpfeedReconcileDifferences", s -> s.level("ctpfeed_reconcile_differences", "", 0, 1));
    }

    /** They belong to hours of their own: a checkpoint takes place before sessions alone, the others at the desk. */
    private static final Set<String> WITHOUT_SESSION = Set.of(
            "CtpfeedCheckpointFailed", "CtpfeedCheckpointMissed", "CtpfeedCalendarEnds", "CtpfeedReconcileDifferences");

    @Test
    void eachAlertRingsForItsFaultAndForNoOtherAndNotWithoutASession() throws Exception {
        assertEquals(new TreeSet<>(alerts().keySet()), new TreeSet<>(FAULTS.keySet()), "an alert without a test");
        List<Scenario> services = new ArrayList<>();
        Map<String, String> ringing = new TreeMap<>();
        FAULTS.forEach((alert, fault) -> {
            services.add(fault.apply(new Scenario(alert)));
            services.add(fault.apply(new Scenario("closed-" + alert)).closed());
            ringing.put(alert, alert);
            if (WITHOUT_SESSION.contains(alert)) {
                ringing.put("closed-" + alert, alert);
            }
        });
        promtool("faults", services, Map.of(WELL, Map.of(), FAULT, ringing, MENDED, Map.of()));
    }

    @Test
    void whatBelongsToTheDeskRingsInItsHoursOnly() throws Exception {
        List<Scenario> services = List.of(
                new Scenario("calendar").level("ctpfeed_calendar_covered_days", "", 3),
                new Scenario("reconcile").level("ctpfeed_reconcile_differences", "", 3));
        promtool(
                "desk",
                services,
                Map.of(
                        55, Map.of(), // 08:55
                        70, Map.of("calendar", "CtpfeedCalendarEnds", "reconcile", "CtpfeedReconcileDifferences")));
    }

    @Test
    void aServiceThatIsDownIsMissedBeforeTheNextSessionToo() throws Exception {
        Scenario down = new Scenario("down")
                .level("ctpfeed_session_open", "", 0)
                .put("up", "", "1+0x59 0+0x200")
                .put("ctpfeed_session_opens_timestamp_seconds", "session=\"this\"", "6600+0x59") // minute 110
                .put("ctpfeed_session_closes_timestamp_seconds", "session=\"this\"", "12000+0x59");
        promtool("down", List.of(down), Map.of(68, Map.of(), 72, Map.of("down", "CtpfeedDown")));
    }

    /** Thursday 08:00 to Saturday 08:00, with what happens every day when nobody trades. */
    @Test
    @Tag("long")
    void twoDaysAndNightsWithoutTroubleRingNothing() throws Exception {
        QuietDays days = new QuietDays();
        promtool(
                "quiet",
                days.yaml(),
                "      - expr: count_over_time(ALERTS{alertstate=\"firing\"}[2d])\n"
                        + "        eval_time: " + QuietDays.MINUTES + "m\n        exp_samples: []\n"
                        + "      - expr: count(ctpfeed_threshold)\n" // the figures last until then
                        + "        eval_time: " + QuietDays.MINUTES + "m\n"
                        + "        exp_samples: [{labels: '{}', value: 13}]\n"
                        + "      - expr: max_over_time(instance:ctpfeed_ticks:rate1m[2d]) > bool 100\n"
                        + "        eval_time: " + QuietDays.MINUTES + "m\n"
                        + "        exp_samples: [{labels: '{job=\"ctpfeed\", instance=\"quiet\"}', value: 1}]\n");
    }

    @Test
    void eachAlertHasSeveritySummaryAndAPage() throws Exception {
        Set<String> pages = new TreeSet<>();
        for (Map.Entry<String, JsonNode> each : alerts().entrySet()) {
            String name = each.getKey();
            JsonNode rule = each.getValue();
            assertTrue(
                    Set.of("critical", "warning")
                            .contains(rule.at("/labels/severity").asText()),
                    name);
            assertTrue(rule.at("/annotations/summary").asText().length() > 10, name);
            String link = rule.at("/annotations/runbook_url").asText();
            assertEquals(LINK + name + ".md", link);
            Path page = PAGES.resolve(link.substring(LINK.length()));
            String text = Files.readString(page);
            assertTrue(text.startsWith("# " + name + "\n"), page + " begins with its name");
            for (String chapter :
                    List.of("What it means", "What users see", "How to check", "How to mend", "When to escalate")) {
                assertTrue(text.contains("\n## " + chapter + "\n"), page + " has a chapter " + chapter);
            }
            pages.add(page.getFileName().toString());
        }
        try (Stream<Path> files = Files.list(PAGES)) {
            assertEquals(
                    pages,
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> !file.equals("README.md"))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    "a page without an alert");
        }
    }

    @Test
    void promtoolFindsNoFault() throws Exception {
        Tool.run("promtool", "check", "config", "config/prometheus/prometheus.yml");
    }

    /** @param ringing at these minutes, by service: exactly this alert, and none of the others */
    private static void promtool(String name, List<Scenario> services, Map<Integer, Map<String, String>> ringing)
            throws Exception {
        StringBuilder series = new StringBuilder();
        services.forEach(service -> series.append(service.yaml()));
        StringBuilder yaml = new StringBuilder();
        ringing.forEach((minute, alerts) -> {
            yaml.append("      - expr: count by (instance, alertname) (ALERTS{alertstate=\"firing\"})\n");
            yaml.append("        eval_time: ").append(minute).append("m\n        exp_samples:");
            yaml.append(alerts.isEmpty() ? " []\n" : "\n");
            alerts.forEach((service, alert) -> yaml.append("          - {labels: '{alertname=\"")
                    .append(alert)
                    .append("\", instance=\"")
                    .append(service)
                    .append("\"}', value: 1}\n"));
        });
        promtool(name, series.toString(), yaml.toString());
    }

    private static void promtool(String name, String series, String expectations) throws Exception {
        String step = Scenario.STEP_SECONDS + "s\n";
        String text = "rule_files: [" + RULES.toAbsolutePath() + "/*.yml]\nevaluation_interval: " + step
                + "tests:\n  - interval: " + step + "    input_series:\n" + series + "    promql_expr_test:\n"
                + expectations;
        Path file = Path.of("target", "alert-rules-" + name + ".yml").toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Tool.run("promtool", "test", "rules", file.toString());
    }

    private static Map<String, JsonNode> alerts() throws Exception {
        Map<String, JsonNode> alerts = new LinkedHashMap<>();
        JsonNode file = new ObjectMapper(new YAMLFactory())
                .readTree(RULES.resolve("alerts.yml").toFile());
        file.path("groups").forEach(group -> group.path("rules")
                .forEach(rule -> alerts.put(rule.path("alert").asText(), rule)));
        return alerts;
    }
}
