package io.ctpfeed.cli;

import io.ctpfeed.cli.lifecycle.Launch;
import io.ctpfeed.service.Purpose;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of ctpfeed; {@code ./ctpfeed} starts it. */
@Command(
        name = "ctpfeed",
        description = {
            "Market data of China's futures exchanges, from CTP accounts to NATS, every trading day.",
            "",
            "To see it work, with nothing to configure: ctpfeed demo. With accounts (copy .env.example to .env and fill it"
                    + " in): ctpfeed start, ctpfeed status, ctpfeed stop."
        },
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes (where several apply, the first of 2, 3, 4, 6, 5, 7, 1):%n",
        footerHeading = "%n",
        footer = {
            "'ctpfeed COMMAND --help' tells more about a command. Results go to standard output, all else to standard"
                    + " error. --config-dir and --routes-dir take another directory than config/ and routes/ of the"
                    + " installation.",
            "'ctpfeed test' builds ctpfeed from its sources and runs its tests (see CONTRIBUTING.md)."
        })
public final class Ctpfeed implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Mixin
    private Debug debug;

    @Spec
    private CommandSpec spec;

    private Ctpfeed() {}

    /** Ends the process with the command's {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(commandLine(commands(Purpose.RUN, Launch.byLauncher(Installation.home())))
                .execute(args));
    }

    /**
     * All commands, in the order in which help lists them.
     *
     * @param purpose what a service is run for
     * @param launch how a command starts another one as a process
     */
    static Object[] commands(Purpose purpose, Launch launch) {
        return new Object[] {
            new DemoCommand(),
            new StartCommand(launch),
            new StopCommand(),
            new RestartCommand(launch),
            new StatusCommand(),
            new SubscribeCommand(),
            new CheckCommand(),
            new FailoverCommand(),
            new FailbackCommand(),
            new PremarketCommand(),
            new NatsCommand(),
            new CalendarCommand(),
            new ReportCommand(),
            new ReconcileCommand(),
            new RunCommand(new ForegroundService(purpose)),
            new SuperviseCommand(launch),
            new TailCommand(),
            new AlertRelayCommand(),
            new DrillCommand(launch, Installation.home()),
            new BenchCommand()
        };
    }

    /** The root with its subcommands, in the order in which help lists them; each is a picocli command object. */
    static CommandLine commandLine(Object... subcommands) {
        Ctpfeed root = new Ctpfeed();
        CommandLine commandLine = new CommandLine(root);
        List.of(subcommands).forEach(commandLine::addSubcommand);
        commandLine.addSubcommand(new HelpCommand());
        // After all commands are there: these settings go down to each of them.
        allWithHelp(commandLine);
        Errors errors = new Errors(root.debug);
        return commandLine
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true));
    }

    Debug debug() {
        return debug;
    }

    /** Without a command: what commands there are, as an error. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static void allWithHelp(CommandLine commandLine) {
        commandLine.getCommandSpec().mixinStandardHelpOptions(true);
        commandLine.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        commandLine.getSubcommands().values().stream()
                .filter(sub -> !(sub.getCommand() instanceof HelpCommand))
                .forEach(
                        sub -> sub.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption())));
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values()).forEach(code -> codes.put(String.valueOf(code.code()), code.meaning()));
        return codes;
    }
}
