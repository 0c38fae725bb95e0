package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.service.command.CommandFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The service that runs on this machine, as its command endpoint shows it. Immutable. */
public final class RunningService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MILLIS = 2_000;
    /** It sends a sign of life each second. */
    private static final int SILENCE_MILLIS = 30_000;

    private final CommandFile file;

    private RunningService(CommandFile file) {
        this.file = file;
    }

    /**
     * Finds the service that keeps its state there.
     *
     * @throws CommandFailed exit code 4: none runs; 3: its file may not be read
     */
    public static RunningService find(Path runDir) {
        CommandFile file;
        try {
            file = CommandFile.read(runDir).orElse(null);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION,
                    "cannot read " + runDir.resolve(CommandFile.NAME) + " (" + e.getMessage()
                            + "); be the user who runs the service",
                    e);
        }
        if (file == null) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "ctpfeed does not run: there is no " + runDir.resolve(CommandFile.NAME)
                            + "; start it (./ctpfeed start), or give the right --config-dir");
        }
        if (!file.isAlive()) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "ctpfeed does not run: process " + file.process().pid() + " of " + runDir.resolve(CommandFile.NAME)
                            + " was killed; start it (./ctpfeed start)");
        }
        return new RunningService(file);
    }

    public long pid() {
        return file.process().pid();
    }

    public CommandFile file() {
        return file;
    }

    /**
     * Gives a command and waits for its result.
     *
     * @param arguments a map, record or JSON object; null for none
     * @param lines told of each line, the result too, as it comes
     * @return the result: {@code exit} and whatever the command says in it
     * @throws CommandFailed if the service refuses the command or falls silent
     */
    public JsonNode command(String name, Object arguments, Consumer<JsonNode> lines) {
        try {
            HttpURLConnection connection = open(name);
            connection
                    .getOutputStream()
                    .write(JSON.writeValueAsBytes(arguments == null ? JSON.createObjectNode() : arguments));
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw refused(name, connection);
            }
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                return result(reader, lines);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    name + ": the service (process " + pid() + ", " + file.address() + ") does not answer: "
                            + e.getMessage() + "; see its log",
                    e);
        }
    }

    private HttpURLConnection open(String name) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(file.address() + "/command/" + name).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Bearer " + file.token());
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setDoOutput(true);
        return connection;
    }

    private static JsonNode result(BufferedReader reader, Consumer<JsonNode> lines) throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                continue; // a sign of life
            }
            JsonNode json = JSON.readTree(line);
            lines.accept(json);
            if (json.path("event").asText().equals("result")) {
                return json;
            }
        }
        throw new IOException("it ended before the result came");
    }

    private static CommandFailed refused(String name, HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String why = "";
        try (InputStream body = connection.getErrorStream()) {
            why = body == null ? "" : JSON.readTree(body).path("error").asText();
        }
        String message = name + ": the service refuses it (" + status + "): " + why;
        return new CommandFailed(status == 401 ? ExitCode.CONFIGURATION : ExitCode.PARTLY_FAILED, message);
    }
}
