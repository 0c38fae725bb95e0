package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What one process does at a time, as a lock on a file that holds its number. The lock goes with the process. */
final class ProcessLock implements AutoCloseable {
    private final FileChannel file;

    private ProcessLock(FileChannel file) throws IOException {
        this.file = file;
        file.truncate(0);
        file.write(ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    }

    /** Takes it where it is free. */
    static Optional<ProcessLock> ifFree(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (file.tryLock() == null) {
                return Optional.empty();
            }
            ProcessLock lock = new ProcessLock(file);
            taken = true;
            return Optional.of(lock);
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    /**
     * Takes it, waiting for another start or stop to end.
     *
     * @param say told that it waits, once
     * @throws CommandFailed if the other does not end in that time
     */
    static ProcessLock await(Path path, Duration limit, Consumer<String> say) throws IOException, InterruptedException {
        Optional<ProcessLock> lock = ifFree(path);
        if (lock.isEmpty()) {
            say.accept("another start or stop is under way (process " + holder(path) + "), waiting for it");
            lock = Waiting.forValue(limit, () -> ifFree(path));
        }
        return lock.orElseThrow(() -> new CommandFailed(
                ExitCode.PARTLY_FAILED,
                "another start or stop (process " + holder(path) + ") holds " + path + " for more than "
                        + limit.toSeconds() + " s; look what it does"));
    }

    /** The process that has it, as text. */
    static String holder(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
