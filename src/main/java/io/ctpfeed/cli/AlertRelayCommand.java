package io.ctpfeed.cli;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.RelayConfig;
import io.ctpfeed.ops.relay.RelayServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctpfeed alert-relay}: passes alerts on to chat robots until it is told to end. */
@Command(
        name = "alert-relay",
        description = "Pass alerts from Alertmanager on to DingTalk, WeCom and Feishu robots.",
        footer = {
            "",
            "Runs beside Alertmanager, whose webhook_configs name http://127.0.0.1:PORT/alerts/ROBOT, where ROBOT is dingtalk,"
                    + " wecom or feishu (config/alertmanager/alertmanager.yml). The robots' addresses are in .env:"
                    + " RELAY_DINGTALK_URL and the like; the port is relay.port. Ctrl-C or SIGTERM ends it.",
            "",
            "For example:",
            "  ctpfeed alert-relay              until Ctrl-C",
            "",
            "Exit code 0: told to end. 3: configuration, or the port is not free."
        })
final class AlertRelayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "Where application.properties lies; config/ of the installation by default.")
    private Path configDir;

    @Override
    public Integer call() throws InterruptedException {
        Path home = Installation.home();
        RelayConfig config = RelayConfig.of(
                ConfigSource.read(home, configDir == null ? home.resolve("config") : configDir.toAbsolutePath()));
        CountDownLatch told = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(told::countDown, "shutdown"));
        try (RelayServer server = new RelayServer(config)) {
            spec.commandLine()
                    .getErr()
                    .println("alerts are taken at http://127.0.0.1:" + config.port() + "/alerts/ROBOT");
            told.await();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION,
                    "relay.port = " + config.port() + ": " + e.getMessage()
                            + "; end what listens there, or give another port");
        }
        return ExitCode.OK.code();
    }
}
