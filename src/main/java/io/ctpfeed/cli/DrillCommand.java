package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.cli.lifecycle.Launch;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.OpsConfig;
import io.ctpfeed.drill.Fortnight;
import io.ctpfeed.drill.FortnightResult;
import io.ctpfeed.drill.failure.Drill;
import io.ctpfeed.drill.failure.DrillPage;
import io.ctpfeed.drill.failure.DrillResult;
import io.ctpfeed.drill.failure.DrillRun;
import io.ctpfeed.drill.failure.Drills;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctpfeed drill}: something that must go well, tried on an invented market; or, harmless, on the running service. */
@Command(
        name = "drill",
        description = {
            "Try something that must go well, on an invented market, and judge how it went. Without a name: what there is.",
            "",
            "Each drill but fortnight starts fronts, NATS and the service of its own, makes one failure under 5,000 ticks a"
                    + " second, proves that it happened, and lets a reader that knows the market's seed judge every tick."
        },
        footer = {
            "",
            "For example:",
            "  ctpfeed drill primary-drop",
            "  ctpfeed drill fortnight",
            "  ctpfeed drill --all --short    all of them, in brief; writes docs/qa/drills.md",
            "  ctpfeed drill --live failover  to another account and back, in the running service",
            "",
            "The last line on standard output is one JSON object; all else goes to standard error.",
            "",
            "Exit code 0: all was as it should be. 1: something was not; the result names it."
        })
final class DrillCommand implements Callable<Integer> {
    private static final String FORTNIGHT = "fortnight";
    private static final String FORTNIGHT_IS =
            "Ten trading days in some three minutes, on a clock that is stepped: every restart, open, report judged.";
    private static final String FAILOVER = "failover";
    private static final String FAILOVER_IS = "With --live: to the next best account, and back.";
    private static final String PAGE = "docs/qa/drills.md";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Launch launch;
    private final Path home;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which.")
    private String name;

    @Option(names = "--all", description = "All drills but fortnight, one after the other; writes " + PAGE + ".")
    private boolean all;

    @Option(names = "--short", description = "Each failure lasts as long as in the tests, not in full.")
    private boolean brief;

    @Option(names = "--live", description = "In the running service: failover, which goes to another account and back.")
    private boolean live;

    @Option(names = "--json", description = "The list as one JSON object a line.")
    private boolean json;

    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            description = "With --live: where the service's application.properties lies; config/ by default.")
    private Path configDir;

    /** @param launch starts each of several drills; @param home where their page goes */
    DrillCommand(Launch launch, Path home) {
        this.launch = launch;
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        if (all && name != null) {
            throw new ParameterException(spec.commandLine(), "--all and the name " + name + ": give one of the two");
        }
        boolean passed;
        if (all) {
            passed = all();
        } else if (name == null) {
            list();
            passed = true;
        } else if (live) {
            passed = live();
        } else if (name.equals(FORTNIGHT)) {
            passed = fortnight();
        } else {
            Drill drill = Drills.named(name).orElseThrow(this::unknown);
            passed = run(drill).passed();
        }
        return (passed ? ExitCode.OK : ExitCode.PROOF_FAILED).code();
    }

    private void list() throws Exception {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(FORTNIGHT, FORTNIGHT_IS);
        Drills.all().forEach(drill -> names.put(drill.name(), drill.description()));
        names.put(FAILOVER, FAILOVER_IS);
        for (Map.Entry<String, String> each : names.entrySet()) {
            out().println(
                            json
                                    ? mapper.writeValueAsString(
                                            Map.of("drill", each.getKey(), "description", each.getValue()))
                                    : String.format("%-26s %s", each.getKey(), each.getValue()));
        }
    }

    private DrillResult run(Drill drill) throws Exception {
        err().println("drill: " + drill.name() + ": " + drill.description());
        DrillResult result = DrillRun.alone(drill, Installation.home(), brief);
        if (!result.passed()) {
            err().println("drill: " + drill.name() + " FAILED: " + result.problem());
        }
        out().println(mapper.writeValueAsString(result));
        return result;
    }

    private boolean all() throws Exception {
        List<DrillResult> results = new ArrayList<>();
        for (Drill drill : Drills.all()) {
            DrillResult result = apart(drill);
            out().println(mapper.writeValueAsString(result));
            results.add(result);
        }
        String command = "./ctpfeed drill --all" + (brief ? " --short" : "");
        DrillPage.write(home.resolve(PAGE), command, results);
        err().println("drill: wrote " + PAGE);
        List<String> failed = results.stream()
                .filter(result -> !result.passed())
                .map(DrillResult::drill)
                .toList();
        out().println(mapper.writeValueAsString(
                Map.of("drills", results.size(), "failed", failed, "passed", failed.isEmpty())));
        return failed.isEmpty();
    }

    /** In a process of its own: what one leaves in its virtual machine is nothing to the next. */
    private DrillResult apart(Drill drill) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("drill", drill.name()));
        if (brief) {
            arguments.add("--short");
        }
        Process process = new ProcessBuilder(launch.command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            String result = said.lines().reduce("", (before, line) -> line);
            int exit = process.waitFor();
            return result.startsWith("{")
                    ? mapper.readValue(result, DrillResult.class)
                    : DrillResult.notRun(drill.name(), "it could not run, exit code " + exit);
        } finally {
            process.destroy();
        }
    }

    private boolean fortnight() throws Exception {
        try (Fortnight fortnight =
                new Fortnight(Fortnight.Plan.full(Installation.home()), line -> err().println("drill: " + line))) {
            FortnightResult result = fortnight.run();
            out().println(mapper.writeValueAsString(result));
            return result.passed();
        }
    }

    /** There and back; what the service refuses it says itself. */
    private boolean live() throws Exception {
        if (!name.equals(FAILOVER)) {
            throw new ParameterException(
                    spec.commandLine(), "drill --live " + name + ": only " + FAILOVER + " is harmless enough");
        }
        Path runDir = OpsConfig.runDir(ConfigSource.read(Installation.home(), Installation.configDir(configDir)));
        RunningService service = RunningService.find(runDir);
        JsonNode there = service.command("failover", Map.of(), line -> err().println("drill: " + line));
        boolean passed = there.path("exit").asInt() == ExitCode.OK.code();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("drill", FAILOVER);
        result.put("live", true);
        result.put("failover", there);
        if (passed) {
            JsonNode back = service.command("failback", Map.of(), line -> err().println("drill: " + line));
            result.put("failback", back);
            passed = back.path("exit").asInt() == ExitCode.OK.code();
        }
        result.put("passed", passed);
        out().println(mapper.writeValueAsString(result));
        return passed;
    }

    private ParameterException unknown() {
        return new ParameterException(
                spec.commandLine(), "no drill '" + name + "'; ./ctpfeed drill lists those there are");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
