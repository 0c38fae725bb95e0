package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Talks to Hawtio as its page does: a session with a cookie, requests to Jolokia by POST. */
final class HawtioClient {
    static final String USER = "operator";
    static final String PASSWORD = "correct horse battery";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** @param address with the path: {@code http://127.0.0.1:PORT/hawtio} */
    HawtioClient(String address) {
        this.address = address;
    }

    /** @return the status */
    int login(String user, String password) throws Exception {
        ObjectNode form = JSON.createObjectNode().put("username", user).put("password", password);
        return post("/auth/login", form.toString()).statusCode();
    }

    HawtioClient loggedIn() throws Exception {
        int status = login(USER, PASSWORD);
        if (status != 200) {
            throw new AssertionError("login: " + status);
        }
        return this;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                headers);
    }

    /** @return Jolokia's answer: status 200 or why not */
    JsonNode ask(Map<String, ?> request) throws Exception {
        HttpResponse<String> response = post("/jolokia", JSON.writeValueAsString(request));
        return response.statusCode() == 200
                ? JSON.readTree(response.body())
                : JSON.createObjectNode().put("status", response.statusCode()).put("error", response.body());
    }

    JsonNode read(String bean, String attribute) throws Exception {
        return ask(Map.of("type", "read", "mbean", bean, "attribute", attribute));
    }

    JsonNode exec(String bean, String operation, Object... arguments) throws Exception {
        return ask(Map.of("type", "exec", "mbean", bean, "operation", operation, "arguments", arguments));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
