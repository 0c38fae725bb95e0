package io.ctpfeed.cli.lifecycle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a command of ctpfeed's is started as a process of its own. */
@FunctionalInterface
public interface Launch {
    /** The whole command line for these arguments. */
    List<String> command(List<String> arguments);

    /** By the launcher of an installation, which gives the virtual machine its options. */
    static Launch byLauncher(Path home) {
        return arguments -> {
            List<String> command = new ArrayList<>();
            command.add(home.resolve("ctpfeed").toString());
            command.addAll(arguments);
            return command;
        };
    }
}
