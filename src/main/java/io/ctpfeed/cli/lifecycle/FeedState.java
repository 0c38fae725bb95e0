package io.ctpfeed.cli.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The state file: what was done last, how each step went, and which NATS server is ours. Written at each change. */
class FeedState {
    private static final String NATS = "nats";

    private final Path file;
    private final ObjectNode json;

    FeedState(Path file) {
        this.file = file;
        this.json = JsonFile.read(file).orElseGet(JsonFile::object);
    }

    /** @param state starting, stopping */
    void begin(String state) {
        json.putArray("steps");
        end(state);
    }

    /** @param state started, stopped, failed */
    void end(String state) {
        json.put("state", state).put("since", Instant.now().toString()).put("by", AuditLog.who());
        write();
    }

    void step(String name, String result, long millis, String text) {
        json.withArray("steps")
                .addObject()
                .put("name", name)
                .put("result", result)
                .put("millis", millis)
                .put("text", text);
        write();
    }

    /** The NATS server that start started, while it runs. */
    Optional<ProcessIdentity> nats() {
        return JsonFile.process(json, NATS);
    }

    void nats(ProcessIdentity started) {
        JsonFile.put(json, NATS, started);
        write();
    }

    void natsEnded() {
        json.remove(NATS);
        write();
    }

    @Override
    public String toString() {
        return json.toString();
    }

    private void write() {
        try {
            JsonFile.write(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
