package io.ctpfeed.cli.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What lies where in the run directory. Immutable; directories are made where they are missing, and where that cannot be
 * there is an {@link UncheckedIOException}.
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

    /** Held by the supervisor, for as long as it is there. */
    Path supervisorLock() {
        return made(runDir).resolve("supervisor.lock");
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

    /** What writes a file. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /**
     * Writes it, if that can be done: a full disk is often why something failed at all, and must not keep the rest from being
     * done.
     *
     * @param otherwise told why not
     */
    static void asFarAsPossible(Writing writing, Consumer<String> otherwise) {
        try {
            writing.run();
        } catch (IOException | UncheckedIOException e) {
            otherwise.accept("goes on, though a file cannot be written: " + e.getMessage());
        }
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
