package io.ctpfeed.cli.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What lies where in the run directory. Immutable.
 *
 * @param runDir absolute
 */
record RunFiles(Path runDir) {
    /** What was started, and how each step went. */
    Path state() {
        return runDir.resolve("state.json");
    }

    /** What the supervisor does. */
    Path supervisor() {
        return runDir.resolve("supervisor.json");
    }

    /** Held by whoever starts or stops. */
    Path lock() {
        return made(runDir).resolve("start.lock");
    }

    Path audit() {
        return made(runDir.resolve("audit")).resolve("actions.csv");
    }

    /** A step's log. */
    Path log(String step) {
        return made(runDir.resolve("log")).resolve(step + ".log");
    }

    /** Where a NATS server of ours keeps its streams. */
    Path natsStore() {
        return made(runDir.resolve("nats"));
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
