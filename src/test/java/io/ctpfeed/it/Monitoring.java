package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.sun.net.httpserver.HttpServer;
import io.ctpfeed.drill.Closing;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real Prometheus and Alertmanager with the shipped rules, routes and inhibitions, on a running service, and a webhook that
 * keeps what it is told. Scrapes come each second, and {@code for:} and Alertmanager's own waits are divided by {@link #FASTER}.
 */
final class Monitoring implements AutoCloseable {
    static final int FASTER = 20;

    static final Path PAGES = FeedRig.SHIPPED.resolve("runbooks/alerts");

    private static final Path CONFIG = FeedRig.SHIPPED.resolve("config");
    private static final Pattern WAIT =
            Pattern.compile("(for|group_wait|group_interval|repeat_interval): (\\d+)([smh])");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final int STARTING = 503;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Closing opened = new Closing();
    private final Queue<JsonNode> told = new ConcurrentLinkedQueue<>();
    private final int prometheus;

    /** @param metricsPort of the service */
    Monitoring(Path folder, int metricsPort) throws Exception {
        try {
            HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            webhook.createContext("/", exchange -> {
                told.add(JSON.readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            webhook.start();
            opened.later(() -> webhook.stop(0));
            int alertmanager = freePort();
            prometheus = freePort();
            Path rules = Files.createDirectories(folder.resolve("rules"));
            try (Stream<Path> shipped = Files.list(CONFIG.resolve("prometheus/rules"))) {
                for (Path file : shipped.toList()) {
                    Files.writeString(rules.resolve(file.getFileName()), faster(Files.readString(file)));
                }
            }
            FeedRig.copy(CONFIG.resolve("alertmanager"), folder.resolve("alertmanager"));
            Files.writeString(
                    folder.resolve("alertmanager/alertmanager.yml"),
                    told(webhook.getAddress().getPort()));
            Files.writeString(
                    folder.resolve("prometheus.yml"),
                    Files.readString(CONFIG.resolve("prometheus/prometheus.yml"))
                            .replace("127.0.0.1:9464", "127.0.0.1:" + metricsPort)
                            .replace("127.0.0.1:9093", "127.0.0.1:" + alertmanager)
                            .replace("_interval: 5s", "_interval: 1s")
                            .replace(
                                    "file:///opt/ctpfeed/runbooks/alerts",
                                    PAGES.toUri().toString().replaceAll("/$", "")));
            start(
                    folder,
                    "prometheus-alertmanager",
                    "--config.file=" + folder.resolve("alertmanager/alertmanager.yml"),
                    "--storage.path=" + folder.resolve("alertmanager-data"),
                    "--web.listen-address=127.0.0.1:" + alertmanager,
                    "--cluster.listen-address=");
            start(
                    folder,
                    "prometheus",
                    "--config.file=" + folder.resolve("prometheus.yml"),
                    "--storage.tsdb.path=" + folder.resolve("prometheus-data"),
                    "--web.listen-address=127.0.0.1:" + prometheus);
            FeedRig.await("the service is scraped").until(() -> value("up{job=\"ctpfeed\"}") == 1);
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** Waits until the webhook is told of such an alert. @param status {@code firing} or {@code resolved} */
    JsonNode awaitAlert(String name, String status, Predicate<JsonNode> of) {
        FeedRig.await(name + " " + status).until(() -> find(name, status, of) != null);
        return find(name, status, of);
    }

    /** Names of all alerts that the webhook was told of. */
    List<String> rung() {
        return told.stream()
                .flatMap(message -> alerts(message).stream())
                .map(alert -> alert.at("/labels/alertname").asText())
                .distinct()
                .sorted()
                .toList();
    }

    void forget() {
        told.clear();
    }

    private JsonNode find(String name, String status, Predicate<JsonNode> of) {
        return told.stream()
                .flatMap(message -> alerts(message).stream())
                .filter(alert -> alert.path("status").asText().equals(status))
                .filter(alert -> alert.at("/labels/alertname").asText().equals(name))
                .filter(of)
                .findFirst()
                .orElse(null);
    }

    private static List<JsonNode> alerts(JsonNode message) {
        return Stream.iterate(0, i -> i + 1)
                .limit(message.path("alerts").size())
                .map(message.path("alerts")::get)
                .toList();
    }

    /** The only value, or the first; not a number: none. */
    double value(String query) throws IOException, InterruptedException {
        JsonNode result = query(query);
        return result.isEmpty()
                ? Double.NaN
                : result.get(0).path("value").get(1).asDouble();
    }

    /** What a query gives now. @throws IOException with Prometheus' words where it refuses the query */
    JsonNode query(String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + prometheus + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        HttpResponse<String> got;
        try {
            got = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (ConnectException e) {
            return JSON.createArrayNode(); // it is starting
        }
        if (got.statusCode() == STARTING) {
            return JSON.createArrayNode();
        }
        JsonNode answer = JSON.readTree(got.body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(query + ": " + answer.path("error").asText());
        }
        return answer.at("/data/result");
    }

    /** The shipped routes and inhibitions; instead of mail and robots the webhook of the test is told. */
    private static String told(int port) throws IOException {
        JsonNode config = YAML.readTree(faster(Files.readString(CONFIG.resolve("alertmanager/alertmanager.yml"))));
        for (JsonNode receiver : config.path("receivers")) {
            ((ObjectNode) receiver).remove("email_configs");
            ArrayNode webhooks = ((ObjectNode) receiver).putArray("webhook_configs");
            webhooks.addObject().put("url", "http://127.0.0.1:" + port + "/").put("send_resolved", true);
        }
        return YAML.writeValueAsString(config);
    }

    private static String faster(String text) {
        return WAIT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + ": " + millis(found.group(2), found.group(3)) / FASTER + "ms"));
    }

    private static long millis(String number, String unit) {
        long seconds = Long.parseLong(number) * (unit.equals("h") ? 3_600 : unit.equals("m") ? 60 : 1);
        return TimeUnit.SECONDS.toMillis(seconds);
    }

    private void start(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start();
        opened.later(() -> {
            process.destroy();
            process.waitFor();
        });
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        opened.close();
    }
}
