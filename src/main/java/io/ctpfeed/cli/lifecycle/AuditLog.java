package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Who did what, when, and how it ended: a line of CSV each, appended in one write. Several processes may write. */
final class AuditLog {
    private static final String HEAD = "at,who,action,step,result,exit,millis,detail\n";

    private final RunFiles files;

    AuditLog(RunFiles files) {
        this.files = files;
    }

    /** The user, and who stands behind sudo. */
    static String who() {
        String user = System.getProperty("user.name");
        String behind = System.getenv("SUDO_USER");
        return behind == null || behind.isEmpty() ? user : user + " (" + behind + ")";
    }

    void add(String action, String step, String result, ExitCode exit, long millis, String detail) throws IOException {
        String line = Arrays.asList(
                                Instant.now().toString(),
                                who(),
                                action,
                                step,
                                result,
                                String.valueOf(exit.code()),
                                String.valueOf(millis),
                                detail)
                        .stream()
                        .map(AuditLog::quoted)
                        .collect(Collectors.joining(","))
                + "\n";
        Path file = files.audit();
        try {
            Files.writeString(file, HEAD, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (java.nio.file.FileAlreadyExistsException e) {
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
