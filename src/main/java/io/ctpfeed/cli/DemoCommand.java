package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.cli.lifecycle.InterruptOnSignal;
import io.ctpfeed.drill.FeedRig;
import io.ctpfeed.drill.FeedTrial;
import io.ctpfeed.drill.TrialResult;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Pace;
import io.ctpfeed.standin.market.Universe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ctpfeed demo}: the main job with nothing to configure. */
@Command(
        name = "demo",
        description = "Show the feed at work, with nothing to configure: an invented market, real everything else.",
        footer = {
            "",
            "Starts NATS and two stand-in fronts on loopback, runs the service on routes/ with two accounts"
                    + " that each send all of it, reads every tick back from NATS and judges it by the market's seed.",
            "",
            "The last line on standard output is one JSON object; all else goes to standard error. A tick"
                    + " that was altered counts as lost too. Latencies are from the vendor's callback to the subscriber,"
                    + " without the first three seconds, in which the JVM compiles.",
            "",
            "While it runs, edit a file in routes/ or config/ and watch what happens. It says how other commands reach it:"
                    + " status, check, subscribe, failover, report. Ctrl-C ends it, without a result.",
            "",
            "For example:",
            "  ctpfeed demo --seconds 18                 short",
            "  ctpfeed demo --fault lose                 five ticks are lost: is it noticed?",
            "  ctpfeed demo --instruments 20000          the whole market's size",
            "",
            "Exit code 0: every tick came back as it was sent. 1: a tick was lost, doubled or altered. 3: something it"
                    + " needs is missing. 130: ended by Ctrl-C."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int REPORT_SECONDS = 3;
    private static final int LONGEST_SECONDS = 86_400;
    private static final int HIGHEST_PORT = 65_535;
    /** As a shell says it of a process that SIGINT ended. */
    private static final int INTERRUPTED = 130;

    private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(120);
    private static final Duration CLOSE = Duration.ofSeconds(15);

    /** A failure put in by hand, to see that it is noticed. */
    enum Fault {
        LOSE("ticks skip next 5"),
        DOUBLE("ticks repeat next 5"),
        ALTER("ticks alter:lastPrice next 5");

        private final String command;

        Fault(String command) {
            this.command = command;
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "For how many seconds ticks flow, 1 to 86400; ${DEFAULT-VALUE} by default.")
    private int seconds = 30;

    @Option(
            names = "--instruments",
            paramLabel = "N",
            description = "How many instruments the market has, 1 to 25000; ${DEFAULT-VALUE} by default.")
    private int instruments = 2_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Which market: the same number gives the same ticks; ${DEFAULT-VALUE} by default.")
    private long seed = 1;

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description =
                    "How ticks flow: evenly:N (N ticks a second, evenly), frames:N (the same in bursts, two a second) or"
                            + " real (as the market's own clock has them); two ticks a second of each instrument, evenly, by"
                            + " default.")
    private String pace;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description =
                    "Let the first front lose or alter 5 ticks, to see it noticed, or send 5 twice, to see them go out once:"
                            + " lose, alter, double; none by default. Each front then carries a half of the market, so that the other cannot"
                            + " stand in.")
    private Fault fault;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Show metrics and health on 127.0.0.1:PORT, as run does; not shown by default.")
    private int httpPort;

    @Option(
            names = "--routes-dir",
            paramLabel = "DIR",
            description = "Where the routes (*.yaml) lie; routes/ of the installation by default.")
    private Path routesDir;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Pace flow = checked();
        Path home = Installation.home();
        Path routes = Installation.routesDir(routesDir);
        StandInOptions market = StandInOptions.DEFAULT.withSeed(seed).withInstruments(instruments);
        err.println("demo: starting nats-server, two stand-in fronts and the service on " + routes);
        try (InterruptOnSignal signal = endInOrder(err);
                FeedTrial trial = new FeedTrial(
                        new FeedTrial.Plan(market, home, home.resolve("config"), routes, Purpose.DEMO, properties()))) {
            err.println("demo: NATS " + trial.nats().url() + ", control port of the fronts 127.0.0.1:"
                    + trial.standIn().controlPort());
            err.println("demo: to ask and steer it, in another terminal: OPS_RUN_DIR=" + trial.runDir()
                    + " ./ctpfeed status");
            trial.awaitSubscribed(SUBSCRIBE_LIMIT);
            err.println("demo: " + instruments + " instruments subscribed, the market opens");
            trial.verifier().resetLatency(); // pushes on subscribing are no ticks
            trial.pace(flow);
            if (fault != null) {
                trial.standIn().command("front 1 " + fault.command);
            }
            report(trial, err);
            TrialResult result = trial.finish();
            trial.verifier().examples().forEach(example -> err.println("demo: " + example));
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(result));
            return (result.passed() ? ExitCode.OK : ExitCode.PROOF_FAILED).code();
        } catch (IOException | TimeoutException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "demo: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    /** Ctrl-C closes service, fronts and NATS one after the other, and there is no result. */
    private static InterruptOnSignal endInOrder(PrintWriter err) {
        return new InterruptOnSignal(CLOSE, () -> err.println("demo: told to end; closing, without a result"));
    }

    /** Before anything starts. @return how ticks flow */
    private Pace checked() {
        inRange("--seconds", seconds, 1, LONGEST_SECONDS);
        inRange("--instruments", instruments, 1, Universe.LARGEST);
        inRange("--http-port", httpPort, 0, HIGHEST_PORT);
        try {
            return pace == null ? Pace.evenly(2.0 * instruments) : Pace.parse(pace);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--pace = " + pace + ": " + e.getMessage());
        }
    }

    private void inRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " = " + value + ": not within " + least + " to " + most);
        }
    }

    private void report(FeedTrial trial, PrintWriter err) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long before = trial.published();
        for (int second = 1; second <= seconds; second++) {
            never.await(1, TimeUnit.SECONDS);
            if (second % REPORT_SECONDS == 0 || second == seconds) {
                int over = second % REPORT_SECONDS == 0 ? REPORT_SECONDS : second % REPORT_SECONDS;
                long now = trial.published();
                err.printf(
                        "demo: %3d s  %,7d ticks/s  received %,d  published %,d  read back %,d  doubled %d  altered %d"
                                + "  latency p50 %d us p99 %d us%n",
                        second,
                        (now - before) / over,
                        trial.received(),
                        now,
                        trial.verifier().read(),
                        trial.verifier().doubled(),
                        trial.verifier().altered(),
                        trial.verifier().latencyMicros(50),
                        trial.verifier().latencyMicros(99));
                before = now;
                if (second == REPORT_SECONDS && seconds > 2 * REPORT_SECONDS) {
                    trial.verifier().resetLatency(); // until then the JVM was compiling
                }
            }
        }
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>(fault == null ? Map.of() : FeedRig.HALVES);
        properties.put("ops.http-port", String.valueOf(httpPort));
        return properties;
    }
}
