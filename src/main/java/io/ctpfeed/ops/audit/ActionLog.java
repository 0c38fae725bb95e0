package io.ctpfeed.ops.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who did what, when, and how it ended: a line of CSV each in {@code audit/actions.csv} of the run directory, appended in one
 * write. Several processes may write. Any thread.
 */
public final class ActionLog {
    private static final String HEAD = "at,who,action,step,result,exit,millis,detail\n";

    private final Path file;

    /** @param runDir the directory below it is made with the first line */
    public ActionLog(Path runDir) {
        this.file = runDir.resolve("audit").resolve("actions.csv");
    }

    /**
     * @param who a user of the machine, or of what stands before the name
     * @param action what was asked for
     * @param step of it, or what it was done to
     * @param result a word
     * @param exit the exit code that stands for it
     * @param detail may hold anything but a secret
     */
    public void add(String who, String action, String step, String result, int exit, long millis, String detail)
            throws IOException {
        String line = Stream.of(
                                Instant.now().toString(),
                                who,
                                action,
                                step,
                                result,
                                String.valueOf(exit),
                                String.valueOf(millis),
                                detail)
                        .map(ActionLog::quoted)
                        .collect(Collectors.joining(","))
                + "\n";
        Files.createDirectories(file.getParent());
        try {
            Files.writeString(file, HEAD, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // it has its head
        }
        Files.write(file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9 :._-]*")
                ? text
                : '"' + text.replace("\"", "\"\"").replaceAll("\\R", " ") + '"';
    }
}
