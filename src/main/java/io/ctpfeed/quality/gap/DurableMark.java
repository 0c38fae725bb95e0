package io.ctpfeed.quality.gap;

import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says up to when ticks have been published: from there on a restart is a gap. It is written once a second, with
 * what had been handed over a second before if all of that is acknowledged by now, or in the journal. One thread.
 */
final class DurableMark {
    private static final Logger LOG = LoggerFactory.getLogger(DurableMark.class);

    private final Path file;
    private final PublishProgress progress;
    private long seen;
    private long seenTaken;
    private long written;
    private boolean failing;

    DurableMark(Path file, PublishProgress progress) {
        this.file = file;
        this.progress = progress;
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
        if (progress.settled() >= seenTaken) {
            write(seen);
            seen = progress.lastAt();
            seenTaken = progress.taken(); // after: that tick is among them
        }
    }

    /** Everything is out: nothing is on its way any more. */
    void writeLast() {
        write(progress.lastAt());
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
