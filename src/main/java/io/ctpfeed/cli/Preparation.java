package io.ctpfeed.cli;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.Directories;
import io.ctpfeed.config.FeedConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All that can be checked before a service is started: configuration, credentials, directories, routes. */
final class Preparation {
    private Preparation() {}

    /**
     * Checks it, and makes the run directory and the flow directories where they are missing.
     *
     * @param configDir null: config/ of the installation
     * @param routesDir null: routes/ of the installation
     * @param err takes warnings
     * @throws io.ctpfeed.config.ConfigException with all that is wrong with the configuration, a line each
     * @throws CommandFailed if there are no routes
     */
    static ServiceRunner.Request check(Path configDir, Path routesDir, PrintWriter err) throws IOException {
        Path home = Installation.home();
        Path config = Installation.configDir(configDir);
        Path routes = Installation.routesDir(routesDir);
        ConfigSource source = ConfigSource.read(home, config);
        source.warnings().forEach(warning -> err.println(Errors.PREFIX + "warning: " + warning));
        FeedConfig feed = FeedConfig.of(source);
        checkRoutes(routes);
        Directories.prepare(feed);
        return new ServiceRunner.Request(home, config, routes, source, feed);
    }

    private static void checkRoutes(Path routes) throws IOException {
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
