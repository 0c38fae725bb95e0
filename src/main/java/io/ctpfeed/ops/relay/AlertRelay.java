package io.ctpfeed.ops.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.config.RelayConfig;
import io.ctpfeed.config.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes an alert of Alertmanager's on to a robot, in the body that the robot wants: Alertmanager sends one and the same body to
 * every webhook, and robots answer 200 to what they do not understand. Its answer tells Alertmanager whether to try again: 200
 * passed on, 400 and 404 never, 502 later. Stateless, any thread; waits for the robot.
 *
 * <p>A process of its own, not a part of the service: that the service is down must get through, too.
 */
public final class AlertRelay implements Processor {
    /** Name of the header with the robot's name. */
    static final String ROBOT = "robot";

    private static final Logger LOG = LoggerFactory.getLogger(AlertRelay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int MALFORMED = 400;
    private static final int UNKNOWN = 404;
    private static final int LATER = 502;

    private final RelayConfig config;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public AlertRelay(RelayConfig config) {
        this.config = config;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        String name = message.getHeader(ROBOT, "", String.class);
        JsonNode alert;
        try {
            alert = json.readTree(message.getBody(String.class));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            answer(message, MALFORMED, "not what Alertmanager sends to a webhook");
            return;
        }
        Robot robot = robot(name);
        Secret url = robot == null ? Secret.EMPTY : url(robot);
        if (url.absent()) {
            answer(
                    message,
                    UNKNOWN,
                    "no robot '" + name + "'; set RELAY_" + name.toUpperCase(Locale.ROOT) + "_URL in .env");
            return;
        }
        String refused = tell(robot, url.reveal(), secret(robot), alert);
        if (refused.isEmpty()) {
            answer(message, OK, "");
        } else {
            LOG.warn("{}: {} was not passed on: {}; Alertmanager tries again", name, AlertText.title(alert), refused);
            answer(message, LATER, refused);
        }
    }

    /** @return why it was not; empty: it was */
    private String tell(Robot robot, String url, String secret, JsonNode alert) throws InterruptedException {
        Instant now = Instant.now();
        String body = robot.body(AlertText.title(alert), AlertText.text(alert), secret, now)
                .toString();
        try {
            HttpRequest request = HttpRequest.newBuilder(robot.address(url, secret, now))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == OK ? refusal(json.readTree(answer.body())) : "HTTP " + answer.statusCode();
        } catch (IOException | IllegalArgumentException e) {
            return e.getClass().getSimpleName(); // its message may hold the address, which is a secret
        }
    }

    /** DingTalk and WeCom say {@code errcode}, Feishu {@code code}; 0 is good. */
    private static String refusal(JsonNode answer) {
        int code = answer.path("errcode").asInt() + answer.path("code").asInt();
        return code == 0
                ? ""
                : code + " " + answer.path("errmsg").asText(answer.path("msg").asText());
    }

    private Secret url(Robot robot) {
        return switch (robot) {
            case DINGTALK -> config.dingtalkUrl();
            case WECOM -> config.wecomUrl();
            case FEISHU -> config.feishuUrl();
        };
    }

    private String secret(Robot robot) {
        Secret secret =
                switch (robot) {
                    case DINGTALK -> config.dingtalkSecret();
                    case WECOM -> Secret.EMPTY;
                    case FEISHU -> config.feishuSecret();
                };
        return secret.absent() ? "" : secret.reveal();
    }

    private static Robot robot(String name) {
        for (Robot robot : Robot.values()) {
            if (robot.name().toLowerCase(Locale.ROOT).equals(name)) {
                return robot;
            }
        }
        return null;
    }

    private static void answer(Message message, int code, String text) {
        message.removeHeaders("*"); // nothing of what came goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setBody(text);
    }
}
