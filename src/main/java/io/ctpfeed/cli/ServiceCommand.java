package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.OpsConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that drives the running service: gives a command of the same name to it, shows its lines, and ends with its
 * exit code. A subclass says with which arguments, and how a line reads.
 */
abstract class ServiceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where the service's application.properties lies; config/ of the installation by default.")
    private Path configDir;

    @Option(names = "--json", description = "For programs: the JSON objects that the service sends, one a line.")
    private boolean json;

    /** What the service calls it. */
    protected String commandName() {
        return spec.name();
    }

    /** A map, record or JSON object; null for none. */
    protected abstract Object arguments();

    /** Prints a line, the result too; not called with --json. */
    protected abstract void show(JsonNode line, PrintWriter out, PrintWriter err);

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out();
        JsonNode result = service().command(commandName(), arguments(), line -> {
            if (json) {
                out.println(line);
            } else {
                show(line, out, err());
            }
        });
        if (result.has("error") && !json) {
            err().println(Errors.PREFIX + result.path("error").asText());
        }
        return result.path("exit").asInt();
    }

    /** @throws CommandFailed if none runs */
    protected final RunningService service() {
        return RunningService.find(runDir());
    }

    protected final Path runDir() {
        return OpsConfig.runDir(ConfigSource.read(Installation.home(), Installation.configDir(configDir)));
    }

    protected final Path configDir() {
        return Installation.configDir(configDir);
    }

    protected final boolean json() {
        return json;
    }

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
