package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.ServiceRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A feed on this machine as its operator starts and stops it: NATS, service, subscription, in this order, one at a time
 * whoever asks. Each step is printed, recorded in the state file and in the audit. Used by one thread.
 */
public final class Feed {
    /** How long one waits for another's start or stop: longer than that may take. */
    private static final long LOCK_GRACE_SECONDS = 120;

    private final RunFiles files;
    private final AuditLog audit;
    private final Systemd systemd;
    private final ServiceProcess process;
    private final PrintWriter out;

    /** @param out takes a line for each step */
    public Feed(Path runDir, PrintWriter out) {
        this.files = new RunFiles(runDir);
        this.audit = new AuditLog(files.audit());
        this.systemd = Systemd.ofThisMachine();
        this.process = new ServiceProcess(files, systemd);
        this.out = out;
    }

    /**
     * Starts what does not run, and checks all of it.
     *
     * @param launch how the service is started
     * @param undo whether what this start brought up is stopped again when a step fails
     * @return OK, or PARTLY_FAILED if it runs with an account down
     * @throws CommandFailed if a step failed
     */
    public ExitCode start(ServiceRunner.Request request, Launch launch, boolean undo)
            throws IOException, InterruptedException {
        int seconds = request.config().ops().startTimeoutSeconds();
        try (StartLock lock = lock(Duration.ofSeconds(3L * seconds + LOCK_GRACE_SECONDS))) {
            FeedState state = new FeedState(files.state());
            state.begin("starting");
            List<Step> steps = List.of(
                    new NatsStep(request, files, state),
                    new ServiceStep(request, files, launch, systemd, process),
                    new SubscriptionStep(request, files, process));
            ExitCode exit = ExitCode.OK;
            Deque<Step> begun = new ArrayDeque<>();
            for (Step step : steps) {
                begun.push(step);
                try {
                    Step.Outcome outcome =
                            perform(state, "start", step.name(), begun.size(), steps.size(), step::start);
                    exit = ExitCode.worst(List.of(exit, outcome.exit()));
                } catch (CommandFailed | IOException e) {
                    if (undo) {
                        undo(state, begun);
                    }
                    state.end("failed");
                    throw e;
                }
            }
            state.end("started");
            return exit;
        }
    }

    /**
     * Stops the service, then NATS if start started it.
     *
     * @param keepNats leave NATS as it is
     * @return OK, or PARTLY_FAILED if something had to be killed
     */
    public ExitCode stop(boolean keepNats) throws IOException, InterruptedException {
        try (StartLock lock = lock(Duration.ofSeconds(LOCK_GRACE_SECONDS))) {
            FeedState state = new FeedState(files.state());
            state.begin("stopping");
            int count = keepNats ? 1 : 2;
            ExitCode exit = perform(state, "stop", "service", 1, count, () -> ended(process.end(), "did not run"))
                    .exit();
            if (!keepNats) {
                Step.Outcome nats = perform(
                        state,
                        "stop",
                        "NATS",
                        2,
                        count,
                        () -> ended(NatsStep.end(state), "left, start did not start it"));
                exit = ExitCode.worst(List.of(exit, nats.exit()));
            }
            state.end("stopped");
            return exit;
        }
    }

    /** The state file's text, as it is after a start or stop: for programs. */
    public String state() {
        return new FeedState(files.state()).toString();
    }

    private StartLock lock(Duration limit) throws IOException, InterruptedException {
        return new StartLock(files.lock(), limit, out::println);
    }

    private interface Deed {
        Step.Outcome run() throws IOException, InterruptedException;
    }

    private Step.Outcome perform(FeedState state, String action, String name, int number, int count, Deed deed)
            throws IOException, InterruptedException {
        out.print("[" + number + "/" + count + "] " + name + " ... ");
        out.flush();
        long begin = System.nanoTime();
        try {
            Step.Outcome outcome = deed.run();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            String result = outcome.exit() == ExitCode.OK ? "ok" : "partly";
            out.println(result + " (" + millis + " ms): " + outcome.text());
            state.step(name, result, millis, outcome.text());
            audit.add(action, name, result, outcome.exit(), millis, outcome.text());
            return outcome;
        } catch (CommandFailed | IOException e) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            out.println("FAILED (" + millis + " ms)");
            state.step(name, "failed", millis, e.getMessage());
            ExitCode exit = e instanceof CommandFailed failed ? failed.exitCode() : ExitCode.PROOF_FAILED;
            audit.add(action, name, "failed", exit, millis, e.getMessage());
            throw e;
        }
    }

    private void undo(FeedState state, Deque<Step> begun) throws IOException, InterruptedException {
        for (Step step : begun) {
            long begin = System.nanoTime();
            String done = step.undo();
            if (!done.isEmpty()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                out.println("undo: " + step.name() + " " + done + " (" + millis + " ms)");
                state.step(step.name(), "undone", millis, done);
                audit.add("undo", step.name(), "ok", ExitCode.OK, millis, done);
            }
        }
    }

    private static Step.Outcome ended(String done, String otherwise) {
        return done.startsWith("killed")
                ? new Step.Outcome(done, ExitCode.PARTLY_FAILED)
                : Step.Outcome.ok(done.isEmpty() ? otherwise : done);
    }
}
