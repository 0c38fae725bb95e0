package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.cli.lifecycle.Launch;
import io.ctpfeed.service.Purpose;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** What somebody reads who has never seen it: what a command says of itself, and of how it was called wrongly. */
class HelpTest {
    private static final int WIDTH = 100;

    private final StringWriter err = new StringWriter();

    @Test
    void eachCommandHasExamplesAndItsExitCodes() {
        for (CommandLine command : commands()) {
            String help = command.getUsageMessage();
            String name = command.getCommandName();
            assertTrue(help.contains("For example:\n  ctpfeed " + name), help);
            assertTrue(help.contains("\nExit code"), help);
            assertTrue(help.lines().allMatch(line -> line.length() <= WIDTH), help);
        }
    }

    @Test
    void eachOptionWithAValueSaysWhatIsTakenWithoutIt() {
        for (CommandLine command : commands()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                String text = String.join(" ", option.description());
                assertTrue(
                        option.arity().max() == 0 || text.contains("default"),
                        command.getCommandName() + " " + option.longestName() + ": " + text);
            }
        }
    }

    @Test
    void wrongUsageIsOnePlainLine() {
        wrong("there is no command strat, did you mean start?; see ctpfeed --help", "strat");
        wrong("there is no option --jsn, did you mean --json?; see ctpfeed status --help", "status", "--jsn");
        wrong("now is more than it takes; leave it out; see ctpfeed stop --help", "stop", "now");
        wrong("--seconds = soon: not a whole number; see ctpfeed demo --help", "demo", "--seconds", "soon");
        wrong("--seconds = 99999999999: too large a number; see ctpfeed demo --help", "demo", "--seconds=99999999999");
        wrong("--seconds = 0: not within 1 to 86400; see ctpfeed demo --help", "demo", "--seconds", "0");
        wrong("--fault = melt: not one of lose, double, alter; see ctpfeed demo --help", "demo", "--fault", "melt");
        wrong("no drill 'flood'; ./ctpfeed drill lists those there are; see ctpfeed drill --help", "drill", "flood");
        wrong("SUBJECT is missing; write SUBJECT; see ctpfeed tail --help", "tail");
        wrong(
                "--routes-dir is given without a value; write --routes-dir DIR; see ctpfeed run --help",
                "run",
                "--routes-dir");
        wrong(
                "--account is given twice; give it once; see ctpfeed check --help",
                "check",
                "--account=a",
                "--account=b");
        wrong(
                "--check, --dry-run exclude each other; give one of them; see ctpfeed subscribe --help",
                "subscribe",
                "--check",
                "--dry-run");
        wrong(
                "--config-dir, --routes-dir are missing; write --config-dir DIR --routes-dir DIR; see ctpfeed supervise"
                        + " --help",
                "supervise");
        wrong("no command given; see ctpfeed --help");
    }

    private void wrong(String line, String... arguments) {
        err.getBuffer().setLength(0);
        int exit = root().setErr(new PrintWriter(err, true)).execute(arguments);
        assertEquals("ctpfeed: " + line + "\n", err.toString());
        assertEquals(2, exit);
    }

    /** Those that help lists. */
    private static List<CommandLine> commands() {
        return root().getSubcommands().values().stream()
                .filter(command -> !(command.getCommand() instanceof HelpCommand))
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    private static CommandLine root() {
        return Ctpfeed.commandLine(Ctpfeed.commands(Purpose.TEST, Launch.byLauncher(Path.of(""))));
    }
}
