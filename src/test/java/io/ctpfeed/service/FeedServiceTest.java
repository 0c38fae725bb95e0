package io.ctpfeed.service;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.component.WaitStrategy;
import io.ctpfeed.config.AlertsConfig;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.standin.StandInOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole, on the shipped routes: what it shows of itself, and whose word counts for its routes. */
class FeedServiceTest {
    private static final int INSTRUMENTS = 40;

    @TempDir
    static Path folder;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static int port;
    private static Path propertyFile;
    private static FeedTrial trial;

    @BeforeAll
    static void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = copy("config");
        propertyFile = config.resolve(ConfigSource.FILE_NAME);
        trial = new FeedTrial(new FeedTrial.Plan(
                StandInOptions.DEFAULT.withInstruments(INSTRUMENTS),
                folder,
                config,
                copy("routes"),
                Purpose.TEST,
                Map.of(
                        "ops.http-port", String.valueOf(port),
                        "source.batch-limit-ticks", "77",
                        "source.wait-strategy", "parking",
                        "ctp.accounts.primary.share", "1/2",
                        "ctp.accounts.backup.share", "2/2")));
        trial.awaitSubscribed(Duration.ofSeconds(60));
    }

    @AfterAll
    static void close() throws Exception {
        if (trial != null) {
            trial.close();
        }
    }

    @Test
    void metricsShowAccountsPublishingAndNats() throws Exception {
        await().atMost(30, SECONDS).until(() -> metric("ctpfeed_published_ticks_total") >= INSTRUMENTS);

        assertEquals(1, metric("ctpfeed_source_ready{account=\"primary\"}"));
        assertEquals(4, metric("ctpfeed_source_state{account=\"backup\"}"));
        assertEquals(1, metric("ctpfeed_source_logins_total{account=\"primary\"}"));
        assertEquals(0, metric("ctpfeed_source_disconnects_total{account=\"primary\",reason=\"read-failed\"}"));
        for (String step : List.of("wanted", "requested", "acknowledged", "ticking")) {
            assertEquals(
                    INSTRUMENTS,
                    metric("ctpfeed_" + step + "_instruments{account=\"primary\"}")
                            + metric("ctpfeed_" + step + "_instruments{account=\"backup\"}"),
                    step);
        }
        assertEquals(65_536, metric("ctpfeed_ring_capacity_ticks{account=\"primary\"}"));
        assertEquals(0, metric("ctpfeed_ring_overflow_ticks_total{account=\"primary\"}"));
        assertEquals(1_000, metric("ctpfeed_subscription_pace_instruments_per_second{account=\"primary\"}"));
        assertEquals(1_000, metric("ctpfeed_subscription_configured_instruments_per_second{account=\"primary\"}"));
        assertEquals(0, metric("ctpfeed_subscription_in_flight_instruments{account=\"primary\"}"));
        assertEquals(0, metric("ctpfeed_subscription_session_full{account=\"backup\"}"));
        assertEquals(0, metric("ctpfeed_subscription_slow_downs_total{account=\"primary\"}"));
        for (String code : List.of("-2", "-3")) {
            assertEquals(
                    0, metric("ctpfeed_subscription_backpressure_total{account=\"backup\",code=\"" + code + "\"}"));
        }
        assertTrue(metric("ctpfeed_route_ticks_total{account=\"primary\"}") > 0);
        assertTrue(metric("ctpfeed_published_bytes_total") > 0);
        assertEquals(1, metric("ctpfeed_nats_connected"));
        assertEquals(0, metric("ctpfeed_edits_refused_total"));
        assertEquals(1, metric("ctpfeed_stand_in"));
        assertTrue(metric("jvm_threads_live_threads") > 0);
    }

    @Test
    void noMetricCostsATickTime() throws Exception {
        String body = get("metrics").body();
        List<String> timed = body.lines()
                .filter(line -> line.startsWith("camel_exchanges_total{"))
                .toList();
        assertTrue(timed.stream().anyMatch(line -> line.contains("\"health-sweep\"")), body);
        assertEquals(
                List.of(),
                timed.stream()
                        .filter(line -> line.contains("\"ticks\"") || line.contains("\"source-"))
                        .toList(),
                "timers of the routes of ticks");
        assertFalse(get("metrics").body().contains("camel_exchange_event_notifier"), "timers of exchanges");
    }

    @Test
    void nobodyFromOutsideIsAnswered() throws Exception {
        for (InetAddress address :
                InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
            if (!address.isLoopbackAddress()) {
                assertThrows(IOException.class, () -> new Socket(address, port).close(), address.toString());
            }
        }
    }

    @Test
    void healthIsThatOfTheAccounts() throws Exception {
        HttpResponse<String> health = get("health");

        assertEquals(200, health.statusCode(), health.body());
        assertTrue(health.body().contains("\"UP\""), health.body());
    }

    @Test
    void whatStandsOverTheFileHoldsForRoutesAlsoAfterAnEditOfIt() throws Exception {
        assertEquals("77", inRoutes("source.batch-limit-ticks"));
        assertEquals("60", inRoutes("source.keep-session-seconds"));

        String text = Files.readString(propertyFile);
        Files.writeString(
                propertyFile,
                text.replace("batch-limit-ticks = 512", "batch-limit-ticks = 99")
                        .replace("keep-session-seconds = 60", "keep-session-seconds = 50")
                        .replace("query-timeout-millis = 60000", "query-timeout-millis ="));
        await().atMost(30, SECONDS)
                .until(() -> inRoutes("source.keep-session-seconds").equals("50"));

        assertEquals("77", inRoutes("source.batch-limit-ticks"));
        assertEquals("60000", inRoutes("source.query-timeout-millis"), "an empty value is none: the default holds");
        assertEquals(1, metric("ctpfeed_source_logins_total{account=\"primary\"}"), "an edit is no new login");
    }

    @Test
    void theDrainingThreadWaitsAsConfigured() {
        assertEquals(WaitStrategy.PARKING, trial.service().ctp().getWaitStrategy());
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() {
        ServiceException refused = assertThrows(
                ServiceException.class, () -> new Observation(port, AlertsConfig.of(ConfigSource.of(folder, Map.of())))
                        .configure(new org.apache.camel.main.Main()));

        assertEquals(1, refused.lines().size());
        assertTrue(refused.getMessage().startsWith("ops.http-port = " + port), refused.getMessage());
    }

    private static String inRoutes(String key) {
        return trial.service().context().resolvePropertyPlaceholders("{{" + key + "}}");
    }

    private static double metric(String name) throws Exception {
        String body = get("metrics").body();
        return body.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in\n" + body));
    }

    private static HttpResponse<String> get(String what) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/" + what);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static Path copy(String directory) throws IOException {
        Path target = Files.createDirectories(folder.resolve(directory));
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }
}
