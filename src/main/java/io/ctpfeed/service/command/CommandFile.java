package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the command endpoint of a running service is, and the token it asks for: {@code command.json} in the run directory,
 * which only its owner may read. Immutable.
 *
 * @param address http://127.0.0.1:PORT
 * @param token what a client shows; never log it
 * @param process the service's
 * @param startedAt when the service started
 * @param home the installation
 * @param configDir where its application.properties lies; empty: nowhere
 */
public record CommandFile(
        String address, String token, ProcessIdentity process, Instant startedAt, String home, String configDir) {
    /** Its name in the run directory. */
    public static final String NAME = "command.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads it.
     *
     * @return empty if there is none
     * @throws IOException if it may not be read, or is not what a service writes
     */
    public static Optional<CommandFile> read(Path runDir) throws IOException {
        Path file = runDir.resolve(NAME);
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(new CommandFile(
                    json.required("address").asText(),
                    json.required("token").asText(),
                    new ProcessIdentity(
                            json.required("pid").asLong(),
                            json.path("startTicks").asLong()),
                    Instant.parse(json.required("startedAt").asText()),
                    json.path("home").asText(),
                    json.path("configDir").asText()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new IOException(file + " is not what a service writes", e);
        }
    }

    /** Whether the process that wrote it is there; if not, it was killed and could not remove the file. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Writes it whole or not at all: who reads it at the same time sees the former one, or this one. */
    void write(Path runDir) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("address", address);
        json.put("token", token);
        json.put("pid", process.pid());
        json.put("startTicks", process.startTicks());
        json.put("startedAt", startedAt.toString());
        json.put("home", home);
        json.put("configDir", configDir);
        String text = JSON.writeValueAsString(json) + "\n";
        WholeFile.writePrivate(runDir.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes it away, unless another service has put its own there meanwhile. */
    void remove(Path runDir) throws IOException {
        if (read(runDir).filter(this::equals).isPresent()) {
            Files.deleteIfExists(runDir.resolve(NAME));
        }
    }

    /** Without the token: this may land in a log. */
    @Override
    public String toString() {
        return NAME + " of process " + process.pid() + " at " + address;
    }
}
