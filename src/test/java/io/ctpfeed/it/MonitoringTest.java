package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, alerts and dashboards as operators have them: the real Prometheus and Alertmanager on a running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringTest {
    private static final Path PAGE = FeedRig.SHIPPED.resolve("docs/reference/metrics.md");
    private static final Path MADE = FeedRig.SHIPPED.resolve("target/metrics.md");
    private static final Pattern NAME = Pattern.compile("(?<![:A-Za-z0-9_])ctpfeed_[a-z0-9_]*(?!:)\\b");
    private static final Pattern RECORDED = Pattern.compile("[a-z]+:ctpfeed_[a-z_]+:[a-z0-9_]+");

    private FeedRig rig;
    private Monitoring monitoring;
    private int port;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        port = Monitoring.freePort();
        Map<String, String> more = new HashMap<>(FeedRig.HOT);
        more.put("ops.http-port", String.valueOf(port));
        more.put("inspection.interval-seconds", "1");
        rig = new FeedRig(folder, StandInOptions.DEFAULT.withInstruments(60), more).subscribed();
        try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
            template.requestBody("direct:checkpoint", "");
        }
        try (Connection nats = Nats.connect(rig.trial().nats().url())) {
            FeedRig.await("stream")
                    .until(() -> nats.jetStreamManagement().getStreamNames().contains("md-ticks"));
            nats.jetStreamManagement()
                    .addOrUpdateConsumer(
                            "md-ticks",
                            ConsumerConfiguration.builder().durable("desk").build());
        }
        rig.flowing(500);
        monitoring = new Monitoring(Files.createDirectory(folder.resolve("monitoring")), port);
        FeedRig.await("consumers are asked for")
                .until(() -> monitoring.value("ctpfeed_downstream_pending_messages{consumer=\"desk\"}") > 0);
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (monitoring != null) {
                monitoring.close();
            }
        } finally {
            if (rig != null) {
                rig.close();
            }
        }
    }

    @Test
    void aBrokenPrimaryRingsAtTheWebhookWithinHalfAMinuteAndIsOverWhenItIsMended() throws Exception {
        monitoring.forget();
        rig.trial().standIn().command("front 1 refuse-login 7 1 not ready");
        rig.trial().standIn().command("front 1 refuse on");
        long broken = System.nanoTime();
        rig.trial().standIn().command("front 1 drop 4097");
        FeedRig.await("primary is away").until(() -> rig.state("primary") != SourceState.READY);

        JsonNode rings = monitoring.awaitAlert("CtpfeedSourceDown", "firing", alert -> alert.at("/labels/account")
                .asText()
                .equals("primary"));

        Duration took = Duration.ofNanos(System.nanoTime() - broken);
        assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, took::toString);
        URI page = URI.create(rings.at("/annotations/runbook_url").asText());
        assertEquals(Monitoring.PAGES.resolve("CtpfeedSourceDown.md"), Path.of(page));
        assertTrue(Files.exists(Path.of(page)), page::toString);
        assertTrue(rings.at("/labels/runbooks").isMissingNode(), "it is in the link");
        assertEquals(1, monitoring.value("ctpfeed_source_active{account=\"backup\"}"));
        monitoring.awaitAlert("CtpfeedFailover", "firing", alert -> true);

        rig.trial().standIn().command("front 1 refuse off");
        monitoring.awaitAlert("CtpfeedSourceDown", "resolved", alert -> alert.at("/labels/account")
                .asText()
                .equals("primary"));
        assertEquals(
                1, monitoring.value("ctpfeed_source_disconnects_total{account=\"primary\",reason=\"read-failed\"}"));
        assertEquals(1, monitoring.value("ctpfeed_api_errors_total{account=\"primary\",code=\"7\"}"), "a login");
        assertFalse(monitoring.rung().contains("CtpfeedNoTicks"), "the other account brought all");
    }

    @Test
    void thePageOfMetricsIsWhatTheServiceShows() throws Exception {
        MetricsPage page = new MetricsPage(scrape());
        Files.createDirectories(MADE.getParent());
        Files.writeString(MADE, page.text());

        assertEquals(
                page.text(),
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                "stale; run: cp target/metrics.md docs/reference/metrics.md");
        List<String> undocumented = page.names().stream()
                .filter(name -> !name.startsWith("ctpfeed_")
                        && MetricsPage.FOREIGN.keySet().stream().noneMatch(name::startsWith))
                .toList();
        assertEquals(List.of(), undocumented);
        assertEquals(
                List.of(),
                page.ours().stream()
                        .filter(name -> page.help(name).isBlank() && !name.endsWith("_max"))
                        .toList(),
                "without a help text");
    }

    @Test
    void everyMetricThatIsNamedAnywhereExists() throws Exception {
        Set<String> known = new MetricsPage(scrape()).names();
        Set<String> recorded = new TreeSet<>();
        RECORDED.matcher(Files.readString(FeedRig.SHIPPED.resolve("config/prometheus/rules/recorded.yml")))
                .results()
                .forEach(each -> recorded.add(each.group()));
        Set<String> wrong = new TreeSet<>();
        for (Path file : named()) {
            String text = Files.readString(file);
            NAME.matcher(text)
                    .results()
                    .map(each -> each.group())
                    .filter(name -> name.endsWith("_")
                            ? known.stream().noneMatch(each -> each.startsWith(name))
                            : !known.contains(name))
                    .forEach(name -> wrong.add(FeedRig.SHIPPED.relativize(file) + ": " + name));
            RECORDED.matcher(text)
                    .results()
                    .map(each -> each.group())
                    .filter(name -> !recorded.contains(name))
                    .forEach(name -> wrong.add(FeedRig.SHIPPED.relativize(file) + ": " + name));
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void everyPanelHasWhatOperatorsNeedAndItsQueriesGiveSomething() throws Exception {
        Set<String> wrong = new TreeSet<>();
        int panels = 0;
        for (Path file : dashboards()) {
            for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
                String what = file.getFileName() + ", " + panel.path("title").asText();
                JsonNode defaults = panel.at("/fieldConfig/defaults");
                if (panel.path("description").asText().length() < 10
                        || defaults.path("unit").asText().isEmpty()
                        || defaults.at("/thresholds/steps").isEmpty()
                        || panel.path("targets").isEmpty()) {
                    wrong.add(what + ": no description, unit, thresholds or query");
                }
                for (JsonNode target : panel.path("targets")) {
                    String query = target.path("expr").asText();
                    try {
                        FeedRig.await(what + ": " + query)
                                .until(() -> !monitoring.query(query).isEmpty());
                    } catch (ConditionTimeoutException e) {
                        wrong.add(what + ": nothing by " + query);
                    }
                }
                panels++;
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(panels > 50, () -> "panels");
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> all = Files.list(FeedRig.SHIPPED.resolve("config/grafana/dashboards"))) {
            return all.sorted().toList();
        }
    }

    @Test
    void latencyIsMeasured() throws Exception {
        for (String histogram : List.of("exchange_latency", "publish_latency", "line_lag", "callback")) {
            FeedRig.await(histogram).until(() -> monitoring.value("sum(ctpfeed_" + histogram + "_seconds_count)") > 0);
        }
        double p99 = monitoring.value("histogram_quantile(0.99, sum by (le) (ctpfeed_publish_latency_seconds_bucket))");
        assertTrue(p99 > 0 && p99 < 5, () -> "p99 " + p99);
        assertEquals(1, monitoring.value("ctpfeed_session_open"), "the stand-in's market trades");
    }

    private static List<Path> named() throws IOException {
        List<Path> files = new java.util.ArrayList<>(
                List.of(FeedRig.SHIPPED.resolve("README.md"), FeedRig.SHIPPED.resolve("CHANGELOG.md")));
        for (String folder : List.of("config", "docs", "runbooks")) {
            try (Stream<Path> all = Files.walk(FeedRig.SHIPPED.resolve(folder))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith(".png"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private String scrape() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
