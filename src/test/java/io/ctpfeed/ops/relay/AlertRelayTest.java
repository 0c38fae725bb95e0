package io.ctpfeed.ops.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.RelayConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each robot is told in its own words; what it refuses, Alertmanager is to try again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertRelayTest {
    private static final Path ALERT = Path.of("src", "test", "resources", "alert.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpServer robots;
    private RelayServer relay;
    private int port;
    private String query;
    private JsonNode told;
    private String answer;

    @BeforeAll
    void start() throws Exception {
        robots = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        robots.createContext("/", exchange -> {
            query = exchange.getRequestURI().getQuery();
            told = JSON.readTree(exchange.getRequestBody());
            byte[] said = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        robots.start();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String robot = "http://127.0.0.1:" + robots.getAddress().getPort() + "/robot?access_token=key";
        Map<String, String> properties = new HashMap<>();
        properties.put("relay.port", String.valueOf(port));
        properties.put("relay.dingtalk-url", robot);
        properties.put("relay.dingtalk-secret", "salt");
        properties.put("relay.feishu-url", robot);
        properties.put("relay.feishu-secret", "salt");
        relay = new RelayServer(RelayConfig.of(ConfigSource.of(Path.of("").toAbsolutePath(), properties)));
    }

    @AfterAll
    void stop() {
        relay.close();
        robots.stop(0);
    }

    @Test
    void dingtalkIsToldInMarkdownAndSignedInTheAddress() throws Exception {
        answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
        assertEquals(200, post("dingtalk").statusCode());
        assertEquals("markdown", told.path("msgtype").asText());
        assertEquals(
                "CtpfeedNatsDown rings: 127.0.0.1:9464",
                told.at("/markdown/title").asText());
        assertTrue(
                told.at("/markdown/text").asText().contains("what to do: http://127.0.0.1/runbooks/"), told::toString);
        assertTrue(query.matches("access_token=key&timestamp=\\d{13}&sign=.+="), query);
    }

    @Test
    void feishuIsToldInTextAndSignedInTheBody() throws Exception {
        answer = "{\"code\":0,\"msg\":\"success\"}";
        assertEquals(200, post("feishu").statusCode());
        assertEquals("text", told.path("msg_type").asText());
        assertTrue(told.at("/content/text").asText().contains("consumers get \"nothing\" live"), told::toString);
        assertEquals(
                Robot.sign(told.path("timestamp").asText() + "\nsalt", ""),
                told.path("sign").asText());
        assertEquals("access_token=key", query);
    }

    @Test
    void wecomTakesFourKilobytes() {
        JsonNode body = Robot.WECOM.body("title", "\u6f0f".repeat(3_000), "", Instant.EPOCH);
        assertEquals("markdown", body.path("msgtype").asText());
        assertTrue(body.at("/markdown/content").asText().getBytes(StandardCharsets.UTF_8).length < 4_096);
    }

    @Test
    void whatARobotRefusesIsToBeTriedAgain() throws Exception {
        answer = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
        HttpResponse<String> later = post("dingtalk");
        assertEquals(502, later.statusCode());
        assertEquals("310000 sign not match", later.body());
    }

    @Test
    void aRobotThatIsNotThereIsNeverTriedAgain() throws Exception {
        HttpResponse<String> none = post("wecom");
        assertEquals(404, none.statusCode());
        assertTrue(none.body().contains("RELAY_WECOM_URL"), none.body());
        assertEquals(404, post("pager").statusCode());
    }

    private HttpResponse<String> post(String robot) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/alerts/" + robot);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Files.readString(ALERT)))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
