package io.ctpfeed.cli;

import io.ctpfeed.cli.lifecycle.Launch;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.standin.StandInLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ctpfeed} on the stand-in library, for tests that need {@code start}, {@code run} and all else as processes. It lies
 * with the tests, in no jar: the real main class refuses the stand-in, and must.
 */
public final class StandInCtpfeed {
    private StandInCtpfeed() {}

    public static void main(String[] args) {
        StandInLibrary.use();
        Path home = Installation.home();
        System.exit(Ctpfeed.commandLine(Ctpfeed.commands(Purpose.TEST, launch(home)))
                .execute(args));
    }

    /** A command in a process of its own, with the options that the launcher gives. */
    public static Launch launch(Path home) {
        return arguments -> {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-Dctpfeed.home=" + home,
                    "-cp",
                    System.getProperty("java.class.path"),
                    StandInCtpfeed.class.getName()));
            command.addAll(arguments);
            return command;
        };
    }
}
