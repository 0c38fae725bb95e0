package io.ctpfeed.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system does to a process that somebody else watches. */
public final class Signals {
    private Signals() {}

    /** Stands still until {@link #resume}: its connections stay, and nobody answers. */
    public static void suspend(long pid) throws IOException, InterruptedException {
        send("-STOP", pid);
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
