package io.ctpfeed.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How the operating system lets this process's threads run. With the ordinary policy, a thread that a tick wakes may wait
 * some milliseconds behind whatever else runs; the launcher asks for the real-time one where it may.
 */
public enum Scheduling {
    REAL_TIME("real-time"),
    ORDINARY("ordinary"),
    /** Not Linux, or /proc is not there. */
    UNKNOWN("unknown");

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final String SCHED_FIFO = "1";
    private static final String SCHED_RR = "2";
    /** Field 41 of proc(5), counted from the one behind the name in parentheses. */
    private static final int POLICY = 38;

    private final String text;

    Scheduling(String text) {
        this.text = text;
    }

    /** In a word, for people. */
    public String text() {
        return text;
    }

    public static Scheduling ofThisProcess() {
        try {
            String stat = Files.readString(STAT);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
            return fields[POLICY].equals(SCHED_RR) || fields[POLICY].equals(SCHED_FIFO) ? REAL_TIME : ORDINARY;
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
