package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/** One start or stop at a time: a second one waits for the first. The lock goes with the process. */
final class StartLock implements AutoCloseable {
    private final FileChannel file;

    /**
     * Takes it, waiting if need be.
     *
     * @param say told that it waits, once
     * @throws CommandFailed if the other does not end in that time
     */
    StartLock(Path path, Duration limit, Consumer<String> say) throws IOException, InterruptedException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = tryTake();
            if (!taken) {
                String other = Files.readString(path).strip();
                say.accept("another start or stop is under way (process " + other + "), waiting for it");
                if (!Waiting.until(limit, this::tryTake)) {
                    throw new CommandFailed(
                            ExitCode.PARTLY_FAILED,
                            "another start or stop (process " + other + ") holds " + path + " for more than "
                                    + limit.toSeconds() + " s; look what it does");
                }
                taken = true;
            }
            file.truncate(0);
            file.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean tryTake() {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
