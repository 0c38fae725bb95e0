package io.ctpfeed.publish.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier run left where a journal lies, and who may have it. */
final class JournalDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(TickJournal.class);

    private JournalDirectory() {}

    /** @return to be closed in the end */
    static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same remedy
        }
        channel.close();
        throw new IOException("another service uses it");
    }

    /** The segments that hold ticks, in their order; those before the first that is not done with are deleted. */
    static List<Segment> segments(Path directory, int first) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().matches("\\d{10}\\.ticks"))
                    .sorted()
                    .toList();
        }
        List<Segment> segments = new ArrayList<>();
        for (Path file : files) {
            Segment segment = Segment.open(file);
            if (segment == null) {
                LOG.warn("journal: {} holds no ticks that can be read and is left alone", file);
            } else if (segment.id() < first || segment.count() == 0) {
                segment.delete();
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }
}
