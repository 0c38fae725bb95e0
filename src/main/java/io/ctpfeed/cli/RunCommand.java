package io.ctpfeed.cli;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.FlowDirectories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "Routes and configuration may be edited while it runs. Ctrl-C logs out and ends it."
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
        Path home = Installation.home();
        Path config = absolute(configDir, home.resolve("config"));
        Path routes = absolute(routesDir, home.resolve("routes"));
        ConfigSource source = ConfigSource.read(home, config);
        source.warnings()
                .forEach(warning -> spec.commandLine().getErr().println(Errors.PREFIX + "warning: " + warning));
        FeedConfig feed = FeedConfig.of(source);
        checkRoutes(routes);
        FlowDirectories.prepare(feed.accounts().values());
        LogLevels.apply(feed.log(), parent.debug().on());
        service.run(new ServiceRunner.Request(home, config, routes, source, feed));
        return ExitCode.OK.code();
    }

    private static Path absolute(Path given, Path otherwise) {
        return (given == null ? otherwise : given).toAbsolutePath().normalize();
    }

    private static void checkRoutes(Path routes) throws Exception {
        if (!Files.isDirectory(routes)) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION, "routes " + routes + " is not a directory; give the right --routes-dir");
        }
        try (Stream<Path> files = Files.list(routes)) {
            if (files.noneMatch(file -> file.toString().endsWith(".yaml"))) {
                throw new CommandFailed(
                        ExitCode.CONFIGURATION,
                        "routes " + routes + " holds no *.yaml file; give the right --routes-dir");
            }
        }
    }
}
