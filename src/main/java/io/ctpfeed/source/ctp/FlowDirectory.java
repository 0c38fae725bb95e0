package io.ctpfeed.source.ctp;

import io.ctpfeed.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account's directory for the API's flow files, held by this process alone: the library aborts the process where the
 * directory is missing, and two instances that share one lose replies.
 */
final class FlowDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlowDirectory.class);
    private static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel lockFile;

    /** Makes the directory and takes its lock. */
    FlowDirectory(String account, Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(marketData());
            Files.createDirectories(trader());
            lockFile = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    "account " + account + ": flow directory " + directory + " cannot be written (" + e
                            + "); check ctp.accounts." + account + ".flow-dir and its owner",
                    e);
        }
        if (!isLocked()) {
            String holder = holder();
            close();
            throw new SourceUnavailableException("account " + account + ": flow directory " + directory
                    + " is in use by another ctpfeed" + holder + "; stop that one, or set another ctp.accounts."
                    + account + ".flow-dir");
        }
        sign();
    }

    Path marketData() {
        return directory.resolve("md");
    }

    Path trader() {
        return directory.resolve("td");
    }

    /** Deletes the flow files, {@code *.con}; only while no API instance uses them. */
    void clean() {
        for (Path each : List.of(marketData(), trader())) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(each, "*.con")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | DirectoryIteratorException e) {
                LOG.warn("flow directory {}: old flow files stay there ({})", each, e.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The lock is gone with the process at the latest.
        }
    }

    /** Who holds it, as it signed. */
    private String holder() {
        try {
            String pid = Files.readString(directory.resolve(LOCK)).strip();
            return pid.isEmpty() ? "" : ", process " + pid;
        } catch (IOException e) {
            return "";
        }
    }

    private void sign() {
        try {
            lockFile.truncate(0);
            lockFile.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            // A full disk: the lock holds all the same, only unsigned.
        }
    }

    private boolean isLocked() {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new SourceUnavailableException("flow directory " + directory + " cannot be locked: " + e, e);
        }
    }
}
