package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a service running where there is no systemd: starts it, and starts it anew when it ends by itself, after a pause that
 * grows with each that ends soon; at once when it asks for it by its exit code. Ends with the service when it is told to, or
 * when the service was told to.
 *
 * <p>{@link #run} on one thread; {@link #end} from the shutdown hook.
 */
public final class Supervisor {
    /** It was told to end: by itself, Ctrl-C, SIGTERM. */
    private static final Set<Integer> MEANT = Set.of(0, 130, 143);

    private static final Duration END = Duration.ofSeconds(45);
    private static final int LOGS_KEPT = 5;
    private static final long LOG_LIMIT_BYTES = 16 << 20;

    /** As a shell says it of what cannot be run. */
    private static final int NOT_STARTED = 126;

    /**
     * What to keep running.
     *
     * @param command the service's command line
     * @param directory where it runs
     * @param runDir where log, audit and state lie
     * @param backoffMin the shortest pause
     * @param backoffMax the longest; a service that ran longer is not counted as ended soon
     * @param beforeRestart done between the end of a service that asked for a new start and that start
     */
    public record Plan(
            List<String> command,
            Path directory,
            Path runDir,
            Duration backoffMin,
            Duration backoffMax,
            Interlude beforeRestart) {}

    /** What is done while the service is away. */
    @FunctionalInterface
    public interface Interlude {
        Interlude NONE = told -> {};

        /** @param told opens when the supervisor is told to end: then whatever takes time is given up */
        void run(CountDownLatch told) throws InterruptedException;
    }

    private final Plan plan;
    private final RunFiles files;
    private final AuditLog audit;
    private final ProcessIdentity self = ProcessIdentity.current();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private Process service;
    private int restarts;
    private int lastExit = -1;

    public Supervisor(Plan plan) {
        this.plan = plan;
        this.files = new RunFiles(plan.runDir());
        this.audit = new AuditLog(files);
    }

    /**
     * Returns when it was told to end, or the service was.
     *
     * @throws CommandFailed if another supervisor keeps a service in this run directory
     * @throws IOException if the run directory cannot be written at the start; later it goes on without
     */
    public void run() throws IOException, InterruptedException {
        try (ProcessLock one = ProcessLock.ifFree(files.supervisorLock()).orElseThrow(this::another)) {
            keepRunning();
        } finally {
            done.countDown();
        }
    }

    private void keepRunning() throws InterruptedException {
        Duration pause = plan.backoffMin();
        try {
            while (told.getCount() > 0) {
                long began = System.nanoTime();
                lastExit = runService();
                write(null);
                if (told.getCount() == 0 || MEANT.contains(lastExit)) {
                    return;
                }
                restarts++;
                Duration ran = Duration.ofNanos(System.nanoTime() - began);
                pause = ran.compareTo(plan.backoffMax()) > 0 ? plan.backoffMin() : pause;
                boolean asked = lastExit == ExitCode.RESTART.code();
                tell(asked, ran, pause);
                if (asked) {
                    plan.beforeRestart().run(told);
                    pause = plan.backoffMin();
                } else {
                    told.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    pause = shorter(pause.multipliedBy(2), plan.backoffMax());
                }
            }
        } finally {
            asFarAsPossible(() -> new SupervisorFile(self, null, restarts, lastExit).remove(files.supervisor()));
        }
    }

    /** Ends the service, then the supervisor; returns when both have. */
    public void end() {
        told.countDown();
        Process running = service();
        try {
            if (running != null) {
                running.destroy();
                if (!running.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                    running.destroyForcibly();
                }
            }
            done.await(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Process service() {
        return service;
    }

    /** @return its exit code; one that cannot even be started is started anew like one that ended soon */
    private int runService() throws InterruptedException {
        try {
            return startService() ? service.waitFor() : 0;
        } catch (IOException | UncheckedIOException e) {
            say("the service cannot be started: " + e.getMessage());
            return NOT_STARTED;
        }
    }

    /** @return false if it was told to end meanwhile */
    private synchronized boolean startService() throws IOException {
        if (told.getCount() == 0) {
            return false;
        }
        Path log = files.log("service");
        asFarAsPossible(() -> rotate(log));
        ProcessBuilder builder = new ProcessBuilder(plan.command())
                .directory(plan.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CTPFEED_NO_BUILD", "1");
        service = builder.start();
        write(ProcessIdentity.of(service.pid()).orElse(null));
        return true;
    }

    private void tell(boolean asked, Duration ran, Duration pause) {
        asFarAsPossible(() -> audit.add(
                "supervise",
                "service",
                asked ? "restart" : "ended unexpectedly",
                ExitCode.OK,
                ran.toMillis(),
                "exit code " + lastExit + ", started anew " + (asked ? "at once" : "in " + pause.toMillis() + " ms")));
    }

    private void write(ProcessIdentity running) {
        asFarAsPossible(() -> new SupervisorFile(self, running, restarts, lastExit).write(files.supervisor()));
    }

    /** A full disk is no reason to leave the service alone. */
    private static void asFarAsPossible(RunFiles.Writing writing) {
        RunFiles.asFarAsPossible(writing, Supervisor::say);
    }

    /** Standard error is its log. */
    static void say(String text) {
        System.err.println(Instant.now() + " supervisor: " + text);
    }

    private CommandFailed another() {
        return new CommandFailed(
                ExitCode.CONFIGURATION,
                "another supervisor (process " + ProcessLock.holder(files.supervisorLock()) + ") keeps the service of "
                        + files.runDir() + "; ./ctpfeed stop ends it");
    }

    private static void rotate(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) < LOG_LIMIT_BYTES) {
            return;
        }
        for (int i = LOGS_KEPT - 1; i >= 0; i--) {
            Path from = i == 0 ? log : Path.of(log + "." + i);
            if (Files.exists(from)) {
                Files.move(from, Path.of(log + "." + (i + 1)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
