package io.ctpfeed.cli.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What the supervisor says of itself and of the service it keeps. Immutable.
 *
 * @param supervisor its process
 * @param service the service's; null while there is none
 * @param restarts how often it started the service anew
 * @param lastExit the exit code of the service that ended last; -1: none did
 */
record SupervisorFile(ProcessIdentity supervisor, ProcessIdentity service, int restarts, int lastExit) {
    static Optional<SupervisorFile> read(Path file) {
        ObjectNode json = JsonFile.read(file).orElseGet(JsonFile::object);
        return JsonFile.process(json, "supervisor")
                .map(supervisor -> new SupervisorFile(
                        supervisor,
                        JsonFile.process(json, "service").orElse(null),
                        json.path("restarts").asInt(),
                        json.path("lastExit").asInt(-1)));
    }

    void write(Path file) throws IOException {
        ObjectNode json = JsonFile.object();
        JsonFile.put(json, "supervisor", supervisor);
        if (service != null) {
            JsonFile.put(json, "service", service);
        }
        json.put("restarts", restarts)
                .put("lastExit", lastExit)
                .put("at", Instant.now().toString());
        JsonFile.write(file, json);
    }

    /** Takes it away, unless another supervisor has put its own there. */
    void remove(Path file) throws IOException {
        if (read(file).filter(other -> other.supervisor.equals(supervisor)).isPresent()) {
            Files.deleteIfExists(file);
        }
    }
}
