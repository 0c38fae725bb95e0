package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process, told apart from a later one that got the same number. Immutable.
 *
 * @param pid its number
 * @param startTicks when it started, in clock ticks since the machine did: field 22 of /proc/PID/stat
 */
public record ProcessIdentity(long pid, long startTicks) {
    private static final int STATE = 0;
    private static final int START = 19;

    /** This process. */
    public static ProcessIdentity current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** @return empty if there is no such process, or it has ended and waits only for its parent to notice */
    public static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The second field is a name in parentheses, which may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return ended ? Optional.empty() : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As state files hold it: {@code {"pid":4711,"startTicks":123}}. @return empty if it is not there or has ended */
    public static Optional<ProcessIdentity> read(JsonNode object) {
        return object.isObject()
                ? Optional.of(new ProcessIdentity(
                                object.path("pid").asLong(),
                                object.path("startTicks").asLong()))
                        .filter(ProcessIdentity::isAlive)
                : Optional.empty();
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** To send it a signal. @return empty if it has ended */
    public Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }
}
