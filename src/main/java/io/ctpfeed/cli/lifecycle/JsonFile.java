package io.ctpfeed.cli.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ctpfeed.service.command.ProcessIdentity;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A small JSON object in a file: whole, or as it was before. Stateless. */
final class JsonFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFile() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** @return empty if there is none, or it is no JSON object */
    static Optional<ObjectNode> read(Path file) {
        try {
            return JSON.readTree(Files.readString(file)) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void write(Path file, ObjectNode object) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
        WholeFile.writePrivate(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void put(ObjectNode object, String name, ProcessIdentity process) {
        object.putObject(name).put("pid", process.pid()).put("startTicks", process.startTicks());
    }

    /** @return empty if it is not there or has ended */
    static Optional<ProcessIdentity> process(ObjectNode object, String name) {
        return ProcessIdentity.read(object.path(name));
    }
}
