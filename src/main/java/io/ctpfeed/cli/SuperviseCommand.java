package io.ctpfeed.cli;

import io.ctpfeed.cli.lifecycle.Launch;
import io.ctpfeed.cli.lifecycle.NatsRestart;
import io.ctpfeed.cli.lifecycle.Supervisor;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.config.OpsConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctpfeed supervise}: what {@code start} leaves running where there is no systemd. Not for operators. */
@Command(
        name = "supervise",
        hidden = true,
        description = "Run the service, and run it again when it ends by itself. Started by 'ctpfeed start'.")
final class SuperviseCommand implements Callable<Integer> {
    @Option(names = "--config-dir", required = true, paramLabel = "DIR", description = "As for run.")
    private Path configDir;

    @Option(names = "--routes-dir", required = true, paramLabel = "DIR", description = "As for run.")
    private Path routesDir;

    @Spec
    private CommandSpec spec;

    private final Launch launch;

    SuperviseCommand(Launch launch) {
        this.launch = launch;
    }

    @Override
    public Integer call() throws Exception {
        Path home = Installation.home();
        PrintWriter err = spec.commandLine().getErr();
        OpsConfig ops = FeedConfig.of(ConfigSource.read(home, configDir)).ops();
        Duration pause = Duration.ofMillis(ops.restartBackoffMinMillis());
        Supervisor supervisor = new Supervisor(new Supervisor.Plan(
                launch.command(
                        List.of("run", "--config-dir", configDir.toString(), "--routes-dir", routesDir.toString())),
                home,
                ops.runDir(),
                pause,
                Duration.ofMillis(ops.restartBackoffMaxMillis()),
                new NatsRestart(ops.runDir(), () -> Preparation.check(configDir, routesDir, err), pause)));
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::end, "shutdown"));
        supervisor.run();
        return ExitCode.OK.code();
    }
}
