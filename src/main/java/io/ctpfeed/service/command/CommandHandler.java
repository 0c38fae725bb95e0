package io.ctpfeed.service.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * One request: refused for what it is, or run. A browser on this machine must not be led to give commands, so whatever
 * carries an Origin or asks for another host's name is refused before its token is looked at.
 */
final class CommandHandler implements HttpHandler {
    static final int BODY_LIMIT = 256 * 1024;

    private static final String PATH = "/command/";
    private static final long SIGN_OF_LIFE_MILLIS = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandDesk desk;
    private final Executor threads;
    private final Set<String> hosts;

    CommandHandler(CommandDesk desk, Executor threads, int port) {
        this.desk = desk;
        this.threads = threads;
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            if (headers.containsKey("Origin") || !hosts.contains(String.valueOf(headers.getFirst("Host")))) {
                refuse(exchange, 403, "not for browsers, nor under another name");
            } else if (!desk.mayCommand(headers.getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                refuse(exchange, 401, "the token of " + CommandFile.NAME + " is wanted as Authorization: Bearer TOKEN");
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                refuse(exchange, 405, "commands are given by POST");
            } else {
                dispatch(exchange);
            }
        }
    }

    private void dispatch(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        FeedCommand command = path.startsWith(PATH) ? desk.find(path.substring(PATH.length())) : null;
        if (command == null) {
            refuse(exchange, 404, "no command at " + path + "; there are " + desk.names() + " under " + PATH);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            refuse(exchange, 413, "the body is longer than " + BODY_LIMIT + " bytes");
            return;
        }
        JsonNode arguments;
        try {
            arguments = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            refuse(exchange, 400, "the body is no JSON: " + e.getOriginalMessage());
            return;
        }
        if (!arguments.isObject()) {
            refuse(exchange, 400, "the body is no JSON object");
        } else if (!desk.begin(command, arguments)) {
            refuse(exchange, 409, command.name() + " runs already and must do so alone; wait for its end");
        } else {
            run(exchange, command, arguments);
        }
    }

    private void run(HttpExchange exchange, FeedCommand command, JsonNode arguments) throws IOException {
        LineReply reply = new LineReply(exchange.getResponseBody());
        try {
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            threads.execute(() -> reply.keepAlive(SIGN_OF_LIFE_MILLIS));
        } catch (IOException | RuntimeException e) {
            reply.cancel();
        }
        try {
            desk.run(command, arguments, reply);
        } finally {
            reply.end();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        byte[] body = (JSON.writeValueAsString(Map.of("error", why)) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
