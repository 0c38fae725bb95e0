package io.ctpfeed.ops.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What each robot wants to be told in, and signed how. Stateless, any thread. */
enum Robot {
    /** {@code timestamp} in milliseconds and {@code sign} go into the address. */
    DINGTALK {
        @Override
        URI address(String url, String secret, Instant now) {
            if (secret.isEmpty()) {
                return URI.create(url);
            }
            String timestamp = String.valueOf(now.toEpochMilli());
            String sign = sign(secret, timestamp + "\n" + secret);
            return URI.create(
                    url + "&timestamp=" + timestamp + "&sign=" + URLEncoder.encode(sign, StandardCharsets.UTF_8));
        }

        @Override
        ObjectNode body(String title, String text, String secret, Instant now) {
            ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
            body.putObject("markdown").put("title", title).put("text", text.replace("\n", "  \n"));
            return body;
        }
    },
    WECOM {
        @Override
        ObjectNode body(String title, String text, String secret, Instant now) {
            ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
            body.putObject("markdown").put("content", cut(text));
            return body;
        }
    },
    /** {@code timestamp} in seconds and {@code sign} go into the body; the signature is one of nothing. */
    FEISHU {
        @Override
        ObjectNode body(String title, String text, String secret, Instant now) {
            ObjectNode body = JSON.createObjectNode();
            if (!secret.isEmpty()) {
                String timestamp = String.valueOf(now.getEpochSecond());
                body.put("timestamp", timestamp).put("sign", sign(timestamp + "\n" + secret, ""));
            }
            body.put("msg_type", "text").putObject("content").put("text", text);
            return body;
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();
    /** WeCom takes 4,096 bytes, and a Chinese character is three. */
    private static final int LONGEST = 1_300;

    URI address(String url, String secret, Instant now) {
        return URI.create(url);
    }

    abstract ObjectNode body(String title, String text, String secret, Instant now);

    static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
    }
}
