package io.ctpfeed.service.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.subscription.Recovery;
import io.ctpfeed.subscription.RecoveryHistory;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where recovery's memory is kept: a service that ends and comes back in a loop must not try more often than one that stays.
 * One thread at a time. A file that cannot be read or written is said, and recovery goes on without it.
 */
final class RecoveryFile {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryFile.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private RecoveryHistory kept = RecoveryHistory.NONE;
    private boolean failed;

    RecoveryFile(Path file) {
        this.file = file;
    }

    RecoveryHistory read() {
        if (!Files.exists(file)) {
            return RecoveryHistory.NONE;
        }
        try {
            RecoveryHistory read = json.readValue(file.toFile(), RecoveryHistory.class);
            if (read.accounts() != null) {
                new Recovery(read); // or it is nothing to go on from
                kept = read;
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{} cannot be read, what recovery tried before is forgotten: {}",
                    file,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return kept;
    }

    /** Where something changed. */
    void write(RecoveryHistory now) {
        if (now.equals(kept)) {
            return;
        }
        try {
            WholeFile.writePrivate(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
            kept = now;
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("{} cannot be written, recovery's limits begin anew with a restart: {}", file, e.toString());
            }
            failed = true;
        }
    }
}
