package io.ctpfeed.quality.gap;

import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says up to when ticks have been published: from there on a restart is a gap. It is written once a second,
 * with what was published a second before, so that what was still on its way to the server lies within the gap. One thread.
 */
final class DurableMark {
    private static final Logger LOG = LoggerFactory.getLogger(DurableMark.class);

    private final Path file;
    private final LongSupplier published;
    private long seen;
    private long written;
    private boolean failing;

    /** @param published instant of reception of the last published tick, nanoseconds since 1970; 0: none */
    DurableMark(Path file, LongSupplier published) {
        this.file = file;
        this.published = published;
    }

    /** What the last process left, nanoseconds since 1970; 0 where there is nothing that can be used. */
    long read() {
        try {
            return Files.exists(file) ? GapRecord.nanos(Files.readString(file).strip()) : 0;
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} cannot be used ({}): the gap of this restart has no record", file, e.toString());
            return 0;
        }
    }

    /** Once a second. */
    void write() {
        long now = published.getAsLong();
        write(seen);
        seen = now;
    }

    /** Everything is out: nothing is on its way any more. */
    void writeLast() {
        write(published.getAsLong());
    }

    private void write(long mark) {
        if (mark <= written) {
            return;
        }
        try {
            WholeFile.write(file, (GapRecord.text(mark) + "\n").getBytes(StandardCharsets.UTF_8));
            written = mark;
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                LOG.warn("{} cannot be written ({}); make room or give ops.run-dir", file, e.toString());
            }
        }
    }
}
