package io.ctpfeed.cli;

import io.ctpfeed.cli.lifecycle.Feed;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.OpsConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctpfeed stop}: the service, then NATS if start started it. */
@Command(
        name = "stop",
        description = "Stop the service, then NATS if start started it.",
        footer = {
            "",
            "The service logs out and publishes what it holds before it ends. Exit code 0 also where nothing ran;"
                    + " 7 if something had to be killed."
        })
final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where application.properties lies; config/ of the installation by default.")
    private Path configDir;

    @Option(names = "--keep-nats", description = "Leave NATS running.")
    private boolean keepNats;

    @Option(names = "--json", description = "The state at the end as JSON on standard output, steps on standard error.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path runDir = OpsConfig.runDir(ConfigSource.read(Installation.home(), Installation.configDir(configDir)));
        Feed feed =
                new Feed(Installation.home(), runDir, json ? spec.commandLine().getErr() : out);
        ExitCode exit = feed.stop(keepNats);
        if (json) {
            out.println(feed.state());
        }
        return exit.code();
    }
}
