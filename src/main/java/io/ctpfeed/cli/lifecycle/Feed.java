package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.ServiceRunner;
import io.ctpfeed.config.Directories;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A feed on this machine as its operator starts and stops it: NATS, service, subscription, in this order, one at a time
 * whoever asks. Each step is printed, recorded in the state file and in the audit. Used by one thread.
 */
public final class Feed {
    /** How long one waits for another's start or stop: longer than that may take. */
    private static final long LOCK_GRACE_SECONDS = 120;
    /** To take back what was begun: NATS and service have their own limits to end. */
    private static final Duration UNDO = Duration.ofSeconds(180);

    private final RunFiles files;
    private final AuditLog audit;
    private final Systemd systemd;
    private final ServiceProcess process;
    private final PrintWriter out;

    /**
     * @param home the installation
     * @param out takes a line for each step
     */
    public Feed(Path home, Path runDir, PrintWriter out) {
        this.files = new RunFiles(runDir);
        this.audit = new AuditLog(files);
        this.systemd = new Systemd(home);
        this.process = new ServiceProcess(files, systemd);
        this.out = out;
    }

    /**
     * Starts what does not run, and checks all of it. Ctrl-C ends it like a step that fails.
     *
     * @param launch how the service is started
     * @param accounts to be started although they were stopped by hand or refused
     * @param undo whether what this start brought up is stopped again when a step fails
     * @return OK, or PARTLY_FAILED if it runs with an account down
     * @throws CommandFailed if a step failed, it was interrupted, or the run directory cannot be written
     */
    public ExitCode start(ServiceRunner.Request request, Launch launch, List<String> accounts, boolean undo) {
        int seconds = request.config().ops().startTimeoutSeconds();
        return written(() -> {
            try (ProcessLock lock = lock(Duration.ofSeconds(3L * seconds + LOCK_GRACE_SECONDS));
                    InterruptOnSignal signal = new InterruptOnSignal(UNDO, () -> {})) {
                FeedState state = new FeedState(files.state());
                state.begin("starting");
                List<Step> steps = List.of(
                        new NatsStep(request, files, state),
                        new ServiceStep(request, files, launch, systemd, process, accounts),
                        new SubscriptionStep(request, files, process));
                return start(state, steps, undo);
            }
        });
    }

    /** One after the other; what cannot be written down fails it, too, lest a stop knew nothing of what runs. */
    ExitCode start(FeedState state, List<Step> steps, boolean undo) throws IOException, InterruptedException {
        StepLog log = new StepLog("start", steps.size(), state, audit, out);
        ExitCode exit = ExitCode.OK;
        Deque<Step> begun = new ArrayDeque<>();
        try {
            for (Step step : steps) {
                begun.push(step);
                exit = ExitCode.worst(
                        List.of(exit, log.perform(step.name(), step::start).exit()));
            }
            state.end("started");
            return exit;
        } catch (Exception e) {
            Thread.interrupted(); // who is told to end twice still takes back what it began
            if (undo) {
                for (Step step : begun) {
                    log.undo(step);
                }
            }
            RunFiles.asFarAsPossible(() -> state.end("failed"), out::println);
            throw e;
        }
    }

    /**
     * Stops the service, then NATS if start started it.
     *
     * @param keepNats leave NATS as it is
     * @return OK, or PARTLY_FAILED if something had to be killed
     * @throws CommandFailed if systemd does not stop it, or the run directory cannot be written
     */
    public ExitCode stop(boolean keepNats) {
        return written(() -> {
            try (ProcessLock lock = lock(Duration.ofSeconds(LOCK_GRACE_SECONDS))) {
                FeedState state = new FeedState(files.state());
                state.begin("stopping");
                StepLog log = new StepLog("stop", keepNats ? 1 : 2, state, audit, out);
                ExitCode exit = log.perform("service", () -> ended(process.end(), "did not run"))
                        .exit();
                if (!keepNats) {
                    Step.Outcome nats =
                            log.perform("NATS", () -> ended(NatsStep.end(state), "left, start did not start it"));
                    exit = ExitCode.worst(List.of(exit, nats.exit()));
                }
                state.end("stopped");
                return exit;
            }
        });
    }

    /**
     * Stops one account of the service that runs; it stays so, over restarts of the service, too.
     *
     * @throws CommandFailed if no service runs, or it has no such account
     */
    public void stopAccount(String account) {
        process.account(account, "stop");
    }

    /** The state file's text, as it is after a start or stop: for programs. */
    public String state() {
        return new FeedState(files.state()).toString();
    }

    private interface Action {
        ExitCode run() throws IOException, InterruptedException;
    }

    /** What the run directory does not take is no surprise, and has a remedy. */
    private ExitCode written(Action action) {
        try {
            return action.run();
        } catch (InterruptedException | ClosedByInterruptException e) {
            throw new CommandFailed(ExitCode.PARTLY_FAILED, "interrupted; ./ctpfeed status says what runs", e);
        } catch (IOException e) {
            throw cannotWrite(e);
        } catch (UncheckedIOException e) {
            throw cannotWrite(e.getCause());
        }
    }

    private CommandFailed cannotWrite(IOException e) {
        return new CommandFailed(
                ExitCode.CONFIGURATION,
                "run directory " + files.runDir() + " cannot be written: " + Directories.reason(e)
                        + "; make room, make it writable for user " + System.getProperty("user.name")
                        + ", or change ops.run-dir",
                e);
    }

    private ProcessLock lock(Duration limit) throws IOException, InterruptedException {
        return ProcessLock.await(files.lock(), limit, out::println);
    }

    private static Step.Outcome ended(String done, String otherwise) {
        return done.startsWith("killed")
                ? new Step.Outcome(done, ExitCode.PARTLY_FAILED)
                : Step.Outcome.ok(done.isEmpty() ? otherwise : done);
    }
}
