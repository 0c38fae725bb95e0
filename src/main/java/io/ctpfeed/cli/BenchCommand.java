package io.ctpfeed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.drill.bench.Bench;
import io.ctpfeed.drill.bench.BenchPlan;
import io.ctpfeed.drill.bench.BenchResult;
import io.ctpfeed.drill.bench.BenchTable;
import io.ctpfeed.drill.bench.StepBench;
import io.ctpfeed.drill.bench.StepResult;
import io.ctpfeed.standin.market.Universe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ctpfeed bench}: how fast this machine is, each figure beside what it is to be compared with. */
@Command(
        name = "bench",
        description =
                "Measure callback, throughput, burst and latency on this machine, with fronts and NATS of its own.",
        footer = {
            "",
            "The table goes to standard error. The machine should have nothing else to do.",
            "",
            "For example:",
            "  ctpfeed bench --quick",
            "",
            "Exit code 0: measured, whatever the figures are. 1: ticks were lost or altered meanwhile."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int ROUNDS = 200;
    private static final int QUICK_ROUNDS = 40;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--quick",
            description = "Within 50 seconds, and less exact; by default it takes some three minutes.")
    private boolean quick;

    @Option(
            names = "--json",
            description = "For programs: the figures as one JSON object, the last line of standard output.")
    private boolean asJson;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description =
                    "One part alone. ${COMPLETION-CANDIDATES}: what a tick costs in each step that keeps something"
                            + " of every instrument, with 25,000 of them; 20 seconds, without NATS; all parts by default.")
    private Part part;

    private enum Part {
        steps
    }

    @Override
    public Integer call() throws Exception {
        return part == null ? whole() : steps();
    }

    private int steps() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        StepBench bench = new StepBench(Installation.home(), Universe.LARGEST, rounds);
        StepResult result = bench.run(line -> err.println("bench: " + line));
        BenchTable.lines(result).forEach(err::println);
        print(result);
        return ExitCode.OK.code();
    }

    private void print(Object result) throws JsonProcessingException {
        if (asJson) {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(result));
        }
    }

    private int whole() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Path home = Installation.home();
        BenchPlan plan = quick ? BenchPlan.quick(home) : BenchPlan.full(home);
        BenchResult result = new Bench(plan, line -> err.println("bench: " + line)).run();
        BenchTable.lines(result).forEach(err::println);
        print(result);
        return (result.lost() == 0 ? ExitCode.OK : ExitCode.PROOF_FAILED).code();
    }
}
