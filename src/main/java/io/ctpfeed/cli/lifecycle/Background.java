package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes that outlive the one that started them, and how they are ended. Stateless. */
final class Background {
    private static final Path NOTHING = Path.of("/dev/null");

    private Background() {}

    /**
     * Starts a process in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it.
     *
     * @param log takes its output
     * @throws CommandFailed if there is no such program
     */
    static Process start(List<String> command, Path directory, Path log) {
        List<String> whole = new ArrayList<>();
        if (onPath("setsid")) {
            whole.add("setsid");
        }
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectInput(NOTHING.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CTPFEED_NO_BUILD", "1"); // what runs is what was started
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION, "cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** SIGTERM, and SIGKILL if it does not end in that time. @return whether it ended by itself */
    static boolean end(ProcessIdentity process, Duration limit) throws InterruptedException {
        process.handle().ifPresent(ProcessHandle::destroy);
        if (Waiting.until(limit, () -> !process.isAlive())) {
            return true;
        }
        process.handle().ifPresent(ProcessHandle::destroyForcibly);
        Waiting.until(limit, () -> !process.isAlive());
        return false;
    }

    static boolean onPath(String program) {
        String path = System.getenv("PATH");
        for (String directory : (path == null ? "" : path).split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
