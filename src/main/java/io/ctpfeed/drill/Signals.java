package io.ctpfeed.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** What the operating system does to a process that somebody else watches. */
public final class Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Signals() {}

    /**
     * Stands still until {@link #resume}: its connections stay, and nobody answers. Waits until it does, for a signal that
     * was sent takes effect only when the kernel next lets the process run: on a busy machine some time later.
     */
    public static void suspend(long pid) throws IOException, InterruptedException, TimeoutException {
        send("-STOP", pid);
        FeedRig.await(PATIENCE, "process " + pid + " stopped", () -> isSuspended(pid));
    }

    /** Goes on. */
    public static void resume(long pid) throws IOException, InterruptedException {
        send("-CONT", pid);
    }

    /** Whether a process stands still, as the kernel says. */
    public static boolean isSuspended(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return false;
        }
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, String.valueOf(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill " + signal + " " + pid + " ended with " + exit);
        }
    }
}
