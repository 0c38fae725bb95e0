package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.standin.StandIn;
import io.ctpfeed.standin.StandInOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The stand-in fronts in a process of their own, steered over their control port. One thread.
 *
 * <p>It ends when this process closes its standard input, or dies.
 */
public final class StandInProcess implements AutoCloseable {
    private static final long END_SECONDS = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final JsonNode addresses;
    private final Socket control;
    private final BufferedReader answers;

    /** Starts it and waits until its fronts listen. */
    public StandInProcess(StandInOptions options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(StandIn.JVM_OPTIONS);
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4"));
        command.addAll(List.of("-cp", classPath(), StandIn.class.getName()));
        command.addAll(List.of("--seed", String.valueOf(options.seed())));
        command.addAll(List.of("--instruments", String.valueOf(options.instruments())));
        command.addAll(List.of("--fronts", String.valueOf(options.fronts())));
        command.addAll(List.of("--trading-day", options.tradingDay().toString()));
        command.addAll(List.of("--start", options.start().toString()));
        command.addAll(List.of("--pace", options.pace().toString()));
        command.addAll(List.of("--activity", options.activity().name()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null) {
                throw new IOException("the stand-in fronts did not start; standard error says why");
            }
            addresses = json.readTree(line);
            control = new Socket(
                    InetAddress.getLoopbackAddress(), addresses.path("control").asInt());
            answers = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** @param front from 1 */
    public String marketDataAddress(int front) {
        return addresses.path("fronts").path(front - 1).path("md").asText();
    }

    /** @param front from 1 */
    public String traderAddress(int front) {
        return addresses.path("fronts").path(front - 1).path("trader").asText();
    }

    public int controlPort() {
        return addresses.path("control").asInt();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a command of the control port. @return its answer; one that failed is an exception with its reason */
    public synchronized JsonNode command(String line) {
        try {
            control.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = answers.readLine();
            JsonNode node = answer == null ? json.createObjectNode() : json.readTree(answer);
            if (!node.path("ok").asBoolean()) {
                throw new IllegalStateException(
                        "stand-in: " + line + ": " + node.path("error").asText("no answer"));
            }
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException("stand-in: " + line, e);
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String classPath() {
        // A jar's manifest names its libraries; its directory entries are relative to it.
        return System.getProperty("java.class.path", "") + File.pathSeparator;
    }
}
