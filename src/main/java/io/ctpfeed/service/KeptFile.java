package io.ctpfeed.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service must not forget when it ends, as JSON in a file of the run directory, for its owner alone. One thread at a
 * time. A file that cannot be read or written is said, and all goes on without it.
 *
 * @param <T> a record that Jackson reads and writes
 */
public final class KeptFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFile.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final Class<T> type;
    private final T none;
    private final Consumer<T> check;
    private final String loss;
    private T kept;
    private boolean failed;

    /**
     * @param none what there is without a file
     * @param check throws if what was read is nothing to go on from
     * @param loss what a file that cannot be read or written means: "what recovery tried is forgotten"
     */
    public KeptFile(Path file, Class<T> type, T none, Consumer<T> check, String loss) {
        this.file = file;
        this.type = type;
        this.none = none;
        this.check = check;
        this.loss = loss;
        this.kept = none;
    }

    /** What was written last. */
    public T read() {
        kept = none;
        if (!Files.exists(file)) {
            return none;
        }
        try {
            T read = json.readValue(file.toFile(), type);
            check.accept(read);
            kept = read;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{} cannot be read, {}: {}",
                    file,
                    loss,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return kept;
    }

    /** Where something changed. */
    public void write(T now) {
        if (now.equals(kept)) {
            return;
        }
        try {
            WholeFile.writePrivate(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
            kept = now;
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("{} cannot be written, with a restart {}: {}", file, loss, e.toString());
            }
            failed = true;
        }
    }
}
