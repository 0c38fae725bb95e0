package io.ctpfeed.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ctpfeed run}: checks the configuration, then runs the service until it is told to end. */
@Command(
        name = "run",
        description = "Run the service in the foreground, as systemd does.",
        footer = {
            "",
            "The accounts come from config/application.properties, .env or the environment (see .env.example).",
            "Routes and configuration may be edited while it runs. Ctrl-C or SIGTERM logs out, publishes what is left and"
                    + " ends it. Its log goes to standard error. An operator calls start, which checks what it starts.",
            "",
            "For example:",
            "  ctpfeed run                             until Ctrl-C",
            "  ctpfeed run --routes-dir my-routes      with routes of your own",
            "",
            "Exit code 0: told to end. 1: an unexpected error. 3: configuration, credentials or routes; or another ctpfeed"
                    + " uses its directories. 75: it ended to be started anew (premarket.restart = service)."
        })
final class RunCommand implements Callable<Integer> {
    @ParentCommand
    private Ctpfeed parent;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where application.properties lies; config/ of the installation by default.")
    private Path configDir;

    @Option(
            names = "--routes-dir",
            paramLabel = "DIR",
            description = "Where the routes (*.yaml) lie; routes/ of the installation by default.")
    private Path routesDir;

    private final ServiceRunner service;

    RunCommand(ServiceRunner service) {
        this.service = service;
    }

    @Override
    public Integer call() throws Exception {
        ServiceRunner.Request request =
                Preparation.check(configDir, routesDir, spec.commandLine().getErr());
        LogLevels.apply(request.config().log(), parent.debug().on());
        service.run(request);
        return ExitCode.OK.code();
    }
}
