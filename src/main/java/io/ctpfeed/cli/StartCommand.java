package io.ctpfeed.cli;

import io.ctpfeed.cli.lifecycle.Feed;
import io.ctpfeed.cli.lifecycle.Launch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ctpfeed start}, and with a stop before it {@code ctpfeed restart}. */
@Command(
        name = "start",
        description =
                "Start NATS (if it is to run here and does not) and the service, and wait until the market is subscribed.",
        footer = {
            "",
            "Checks configuration and credentials first, then brings up one after the other, each with a health check:"
                    + " NATS answers, the service answers and its accounts are logged in, enough instruments are"
                    + " subscribed (subscription.coverage-percent). A step has ops.start-timeout-seconds (180). If one"
                    + " fails, or on Ctrl-C, what this start brought up is stopped again. What runs already is checked and"
                    + " left as it is; a second start at the same time waits for the first.",
            "",
            "An account that was stopped by hand stays so, and one whose credentials were refused is not tried again with the"
                    + " same ones, lest it be locked: over restarts, too, until --account names it.",
            "",
            "The service runs in the background under a supervisor that starts it anew if it ends by itself; where"
                    + " systemd has the unit ctpfeed.service of this installation, it is started by systemctl and systemd"
                    + " does that. In the run directory (ops.run-dir, run/): state.json, log/, audit/actions.csv.",
            "",
            "For example:",
            "  ctpfeed start                what an operator does once",
            "  ctpfeed start --account backup   and that account, which somebody stopped or whose login was refused",
            "  ctpfeed start --no-undo      leave what failed as it is, to look at it",
            "  ctpfeed start --json         the steps and how each went, for programs",
            "",
            "Exit code 0: all of it runs. 3: configuration, credentials or a directory that cannot be written. 4: NATS, the"
                    + " service or all fronts out of reach. 5: too little subscribed in time. 7: it runs, with an account"
                    + " down; or it was interrupted."
        })
class StartCommand implements Callable<Integer> {
    @ParentCommand
    private Ctpfeed parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where application.properties and nats.conf lie; config/ of the installation by default.")
    private Path configDir;

    @Option(
            names = "--routes-dir",
            paramLabel = "DIR",
            description = "Where the routes (*.yaml) lie; routes/ of the installation by default.")
    private Path routesDir;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Start this account although it was stopped by hand or its credentials were refused; by"
                    + " default such ones stay as they are. May be repeated.")
    private List<String> accounts = List.of();

    @Option(
            names = "--no-undo",
            description = "If a step fails, leave running what this start brought up; by default it is stopped again.")
    private boolean noUndo;

    @Option(names = "--json", description = "The state at the end as JSON on standard output, steps on standard error.")
    private boolean json;

    private final Launch launch;

    StartCommand(Launch launch) {
        this.launch = launch;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        ServiceRunner.Request request = Preparation.check(configDir, routesDir, err);
        accounts.forEach(request.config()::account);
        if (!parent.debug().on()) {
            LogLevels.quiet();
        }
        Feed feed = new Feed(request.home(), request.config().ops().runDir(), json ? err : out);
        try {
            return perform(feed, request).code();
        } finally {
            if (json) {
                out.println(feed.state());
            }
        }
    }

    ExitCode perform(Feed feed, ServiceRunner.Request request) throws Exception {
        return feed.start(request, launch, accounts, !noUndo);
    }
}
