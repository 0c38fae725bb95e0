package io.ctpfeed.service.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The run directory, held by one service: its lock goes with the process, however that ends. */
final class RunDirectory implements AutoCloseable {
    private static final String LOCK = "service.lock";

    private final FileChannel file;

    /** @throws InUseException if another service has it */
    RunDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path lock = directory.resolve(LOCK);
        file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isLocked()) {
                throw new InUseException(Files.readString(lock).strip());
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean isLocked() throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Another service has it. */
    static final class InUseException extends IOException {
        private static final long serialVersionUID = 1;

        InUseException(String pid) {
            super("in use by another ctpfeed, process " + (pid.isEmpty() ? "unknown" : pid));
        }
    }
}
