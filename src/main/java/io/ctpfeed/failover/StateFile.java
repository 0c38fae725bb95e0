package io.ctpfeed.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code failover.json} of the run directory: there whole, or as it was before. One thread writes. */
final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    /** Empty where there is none, or none that can be read, which is said. */
    Optional<FailoverState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<Instant> failovers = new ArrayList<>();
            json.path("failovers").forEach(at -> failovers.add(Instant.parse(at.asText())));
            TreeSet<String> open = new TreeSet<>();
            json.path("open").forEach(account -> open.add(account.asText()));
            return Optional.of(new FailoverState(
                    json.path("active").asText(),
                    Instant.parse(json.path("since").asText()),
                    json.path("reason").asText(),
                    json.path("why").asText(),
                    json.path("byHand").asBoolean(),
                    List.copyOf(failovers),
                    open));
        } catch (IOException | DateTimeParseException e) {
            LOG.warn("{} cannot be read ({}); the first choice is active, as if there were none", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** A file that cannot be written is said: failover goes on, a restart would not know of it. */
    void write(FailoverState state) {
        ObjectNode json = JSON.createObjectNode()
                .put("active", state.active())
                .put("since", state.since().toString())
                .put("reason", state.reason())
                .put("why", state.why())
                .put("byHand", state.byHand());
        state.failovers().forEach(at -> json.withArray("failovers").add(at.toString()));
        new TreeSet<>(state.open()).forEach(account -> json.withArray("open").add(account));
        try {
            WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        } catch (IOException e) {
            LOG.error(
                    "{} was not written ({}): a restart would not know that {} is active; see that it can be written",
                    file,
                    e.getMessage(),
                    state.active());
        }
    }
}
