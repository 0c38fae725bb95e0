package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.ServiceRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * NATS anew, while the service that asked for a new start is away: where {@code premarket.restart-nats} asks for it, and start
 * started NATS. Whatever goes wrong is in the audit, and the service is started all the same: it waits for NATS, and says so.
 * The supervisor's thread.
 */
public final class NatsRestart implements Supervisor.Interlude {
    private static final int TRIES = 3;
    private static final String NATS = "NATS";

    private final RunFiles files;
    private final AuditLog audit;
    private final Configuration configuration;
    private final Duration pause;

    /** What the next service would be started with, read anew. */
    @FunctionalInterface
    public interface Configuration {
        ServiceRunner.Request read() throws IOException;
    }

    /** @param pause between two tries to start NATS */
    public NatsRestart(Path runDir, Configuration configuration, Duration pause) {
        this.files = new RunFiles(runDir);
        this.audit = new AuditLog(files);
        this.configuration = configuration;
        this.pause = pause;
    }

    @Override
    public void run(CountDownLatch told) throws InterruptedException {
        try {
            ServiceRunner.Request request = configuration.read();
            if (request.config().preMarket().restartNats()) {
                restart(request, told);
            }
        } catch (IOException | RuntimeException e) {
            audit("failed", ExitCode.PARTLY_FAILED, 0, String.valueOf(e.getMessage()));
        }
    }

    private void restart(ServiceRunner.Request request, CountDownLatch told) throws IOException, InterruptedException {
        Optional<ProcessLock> free = ProcessLock.ifFree(files.lock());
        if (free.isEmpty()) {
            String who = "process " + ProcessLock.holder(files.lock());
            audit("left", ExitCode.PARTLY_FAILED, 0, "another start or stop is under way, " + who);
            return;
        }
        try (ProcessLock lock = free.get()) {
            long begin = System.nanoTime();
            FeedState state = new FeedState(files.state());
            String ended = NatsStep.end(state);
            if (ended.isEmpty()) {
                audit("left", ExitCode.PARTLY_FAILED, 0, "start did not start it; premarket.restart-nats needs that");
                return;
            }
            Step.Outcome outcome = start(request, state, told);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            audit("restart", outcome.exit(), millis, ended + ", " + outcome.text());
        }
    }

    private Step.Outcome start(ServiceRunner.Request request, FeedState state, CountDownLatch told)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return new NatsStep(request, files, state).start();
            } catch (CommandFailed e) {
                if (tries == TRIES || told.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return new Step.Outcome("not started: " + e.getMessage(), e.exitCode());
                }
            }
        }
    }

    private void audit(String result, ExitCode exit, long millis, String detail) {
        RunFiles.asFarAsPossible(() -> audit.add("supervise", NATS, result, exit, millis, detail), Supervisor::say);
    }
}
