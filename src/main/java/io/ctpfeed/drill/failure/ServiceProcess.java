package io.ctpfeed.drill.failure;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.standin.StandIn;
import io.ctpfeed.tick.WallClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The service in a process of its own, that it can be killed, and started again on what it left. It goes by the same clock
 * as this process, and ends with it. One thread.
 */
final class ServiceProcess implements AutoCloseable {
    private static final long END_SECONDS = 30;
    /** A disk of its own size for the journal, of this process and nobody else. */
    private static final String MOUNT = "mount -t tmpfs -o size=\"$1\"m tmpfs \"$2\" && shift 2 && exec \"$@\"";

    private final FeedRig feed;
    private final Path journal;
    private final int diskMebibytes;
    private final Path properties;
    private Process process;

    /** @param diskMebibytes of the disk that the journal lies on; 0: the machine's */
    ServiceProcess(FeedRig feed, int diskMebibytes) throws IOException {
        this.feed = feed;
        this.diskMebibytes = diskMebibytes;
        this.journal = feed.plan().home().resolve("run").resolve("journal");
        this.properties = feed.scratch().resolve("drill-properties.json");
        Files.createDirectories(journal);
        Files.write(properties, new ObjectMapper().writeValueAsBytes(feed.properties()));
    }

    /** Starts it; returns at once. */
    void start() throws IOException {
        List<String> command = new ArrayList<>();
        if (diskMebibytes > 0) {
            command.addAll(List.of("unshare", "--mount", "sh", "-c", MOUNT, "sh"));
            command.addAll(List.of(String.valueOf(diskMebibytes), journal.toString()));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(StandIn.JVM_OPTIONS);
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path") + File.pathSeparator));
        command.add(DrillService.class.getName());
        command.addAll(List.of(feed.plan().home().toString(), properties.toString()));
        command.add(String.valueOf(WallClock.epochNanos() - System.currentTimeMillis() * 1_000_000));
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended: 137 by kill -9. */
    int exit() {
        return process.exitValue();
    }

    /** What is free on the disk that the journal lies on, as the process sees it. */
    long journalBytesFree() {
        try {
            Path seen = Path.of("/proc/" + process.pid() + "/root" + journal);
            return Files.getFileStore(seen).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null) {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
