package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.Fortnight;
import io.ctpfeed.drill.FortnightResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctpfeed drill}: something that must go well, tried on an invented market. */
@Command(
        name = "drill",
        description = "Try something that must go well, on an invented market, and judge how it went.",
        footer = {
            "",
            "fortnight   ten trading days in some three minutes, on a clock that is stepped: Fridays, a working Sunday,"
                    + " a holiday eve, a holiday. Each restart must come when it should, each open find the whole market"
                    + " subscribed, each report add up to what the fronts sent, each reconciliation find what is missing.",
            "",
            "The last line on standard output is one JSON object; all else goes to standard error.",
            "",
            "For example:",
            "  ctpfeed drill fortnight",
            "",
            "Exit code 0: all was as it should be. 1: something was not; the result names it."
        })
public final class DrillCommand implements Callable<Integer> {
    /** What can be tried. */
    enum Name {
        FORTNIGHT
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Which: fortnight.")
    private Name name;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        try (Fortnight fortnight =
                new Fortnight(Fortnight.Plan.full(Installation.home()), line -> err.println("drill: " + line))) {
            FortnightResult result = fortnight.run();
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(result));
            return (result.passed() ? ExitCode.OK : ExitCode.PROOF_FAILED).code();
        }
    }
}
