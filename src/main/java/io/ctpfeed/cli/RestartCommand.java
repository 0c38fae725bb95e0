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
            "Configuration and credentials are checked before anything is stopped. Steps and files are those of stop and"
                    + " start. No tick is published in between: within a session, premarket restarts the accounts one after"
                    + " the other instead.",
            "",
            "For example:",
            "  ctpfeed restart                  after an edit that needs one",
            "  ctpfeed restart --with-nats      after an edit of config/nats.conf",
            "",
            "Exit code: the worse of stop's and start's."
        })
final class RestartCommand extends StartCommand {
    @Option(names = "--with-nats", description = "Restart NATS too, if start started it; by default it goes on.")
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
