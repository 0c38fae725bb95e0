package io.ctpfeed.cli;

import io.ctpfeed.cli.lifecycle.Feed;
import io.ctpfeed.cli.lifecycle.Launch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ctpfeed restart}: stop, then start; the configuration is checked before anything is stopped. */
@Command(
        name = "restart",
        description = "Stop the service and start it again; NATS goes on unless --with-nats.",
        footer = {
            "",
            "Configuration and credentials are checked before anything is stopped. Steps, files and exit codes are"
                    + " those of start."
        })
final class RestartCommand extends StartCommand {
    @Option(names = "--with-nats", description = "Restart NATS too, if start started it.")
    private boolean withNats;

    RestartCommand(Launch launch) {
        super(launch);
    }

    @Override
    ExitCode perform(Feed feed, ServiceRunner.Request request) throws Exception {
        ExitCode stopped = feed.stop(!withNats);
        return ExitCode.worst(List.of(stopped, super.perform(feed, request)));
    }
}
