package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page in a headless Chromium, driven by its DevTools protocol. One thread. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_SECONDS = 30;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

    /** Starts it with an empty page. @param profile a directory of its own */
    Browser(Path profile, int width, int height) throws Exception {
        Path log = Files.createDirectories(profile).resolve("chromium.log");
        ProcessBuilder chromium = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox", // which a test that runs as root cannot have
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--disable-sync",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--lang=en-US",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile.resolve("data"),
                        "--window-size=" + width + "," + height,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        chromium.environment().put("TMPDIR", profile.toString());
        process = chromium.start();
        try {
            Path portFile = profile.resolve("data").resolve("DevToolsActivePort");
            FeedRig.await("Chromium, see " + log)
                    .until(() -> Files.exists(portFile)
                            && Files.readString(portFile).lines().count() > 1);
            String port = Files.readAllLines(portFile).get(0);
            HttpClient http = HttpClient.newHttpClient();
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(page(http, port)), new Answers())
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            command("Page.enable", Map.of());
            command(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        } catch (Exception | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    void open(String address) throws Exception {
        command("Page.navigate", Map.of("url", address));
    }

    /** Waits until an expression is true in the page; while another page comes, it may not even have a value. */
    void await(String what, String expression) {
        FeedRig.await(what)
                .pollInSameThread()
                .ignoreException(IllegalStateException.class)
                .until(() -> isTrue(expression));
    }

    /** Waits for the text, in what the page shows. */
    void awaitText(String text) {
        await("the text " + text, "document.body.innerText.includes(" + quoted(text) + ")");
    }

    /** Waits for an element and clicks it. @param selector of CSS */
    void click(String selector) throws Exception {
        String element = "document.querySelector(" + quoted(selector) + ")";
        await(selector, "!!" + element);
        evaluate(element + ".click()");
    }

    /** Waits for the first of the elements with exactly this text, and clicks it. @param selector of CSS */
    void click(String selector, String text) throws Exception {
        String element = "[...document.querySelectorAll(" + quoted(selector) + ")].find(e => e.innerText.trim() === "
                + quoted(text) + " && !e.disabled)";
        await(selector + " with the text " + text, "!!(" + element + ")");
        evaluate("(" + element + ").click()");
    }

    /** Types into a field, in place of what is there. */
    void type(String selector, String text) throws Exception {
        String element = "document.querySelector(" + quoted(selector) + ")";
        await(selector, "!!" + element);
        evaluate("(e => { e.focus(); e.select(); })(" + element + ")");
        command("Input.insertText", Map.of("text", text));
    }

    boolean isTrue(String expression) throws Exception {
        return evaluate("!!(" + expression + ")").asBoolean();
    }

    /** @return what the expression, or the promise that it makes, comes to */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result = command(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** What is seen, as PNG. */
    void screenshot(Path file) throws Exception {
        JsonNode shot = command("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private JsonNode command(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        JsonNode got = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (got.has("error")) {
            throw new IllegalStateException(method + ": " + got.get("error"));
        }
        return got.path("result");
    }

    private static String page(HttpClient http, String port) throws IOException, InterruptedException {
        URI pages = URI.create("http://127.0.0.1:" + port + "/json/list");
        String body = http.send(HttpRequest.newBuilder(pages).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(body)) {
            if (target.path("type").asText().equals("page")) {
                return target.path("webSocketDebuggerUrl").asText();
            }
        }
        throw new IOException("no page among " + body);
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    /** Gives each answer to who asked. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                try {
                    JsonNode json = JSON.readTree(message.toString());
                    CompletableFuture<JsonNode> waiting =
                            asked.remove(json.path("id").asInt());
                    if (waiting != null) {
                        waiting.complete(json);
                    }
                } catch (IOException e) {
                    asked.values().forEach(waiting -> waiting.completeExceptionally(e));
                }
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            List.copyOf(asked.values()).forEach(waiting -> waiting.completeExceptionally(error));
        }
    }
}
