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
            "The service logs out and publishes what it holds before it ends; what has not ended after 60 seconds is killed."
                    + " Where systemd has the unit ctpfeed.service of this installation, systemctl stops it.",
            "",
            "For example:",
            "  ctpfeed stop",
            "  ctpfeed stop --account backup   log out this account alone",
            "  ctpfeed stop --keep-nats     others use this NATS server, too",
            "",
            "Exit code 0: it is stopped, or did not run. 2: there is no such account. 3: systemd or the run directory refuses it. 4: no service has the account. 7: something had to be"
                    + " killed."
        })
final class StopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where application.properties lies; config/ of the installation by default.")
    private Path configDir;

    @Option(names = "--keep-nats", description = "Leave NATS running; by default it is stopped if start started it.")
    private boolean keepNats;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Stop this account alone, until start --account; by default the whole service is stopped.")
    private String account;

    @Option(names = "--json", description = "The state at the end as JSON on standard output, steps on standard error.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path runDir = OpsConfig.runDir(ConfigSource.read(Installation.home(), Installation.configDir(configDir)));
        Feed feed =
                new Feed(Installation.home(), runDir, json ? spec.commandLine().getErr() : out);
        if (account != null) {
            feed.stopAccount(account);
            out.println("account " + account + " is stopped until ./ctpfeed start --account " + account);
            return ExitCode.OK.code();
        }
        ExitCode exit = feed.stop(keepNats);
        if (json) {
            out.println(feed.state());
        }
        return exit.code();
    }
}
