package io.ctpfeed.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Commands on an installation of their own, and what they said. */
final class CommandRun {
    private final Path home;
    private final Supplier<Object[]> commands;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** @param commands made anew for each run: a command remembers its options */
    CommandRun(Path home, Supplier<Object[]> commands) {
        this.home = home;
        this.commands = commands;
    }

    /** @return the exit code; what an earlier one said is forgotten */
    int execute(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = Stream.concat(
                        Stream.of(args),
                        Stream.of("--config-dir", home.resolve("config").toString()))
                .toArray(String[]::new);
        return Ctpfeed.commandLine(commands.get())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Copies a shipped directory into the installation. */
    void copy(String directory) throws IOException {
        Files.createDirectories(home.resolve(directory));
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, home.resolve(directory).resolve(file.getFileName()));
            }
        }
    }
}
