package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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

    /**
     * What to keep running.
     *
     * @param command the service's command line
     * @param directory where it runs
     * @param runDir where log, audit and state lie
     * @param backoffMin the shortest pause
     * @param backoffMax the longest; a service that ran longer is not counted as ended soon
     */
    public record Plan(List<String> command, Path directory, Path runDir, Duration backoffMin, Duration backoffMax) {}

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
        this.audit = new AuditLog(files.audit());
    }

    /**
     * Returns when it was told to end, or the service was.
     *
     * @throws IOException if the service cannot be started
     */
    public void run() throws IOException, InterruptedException {
        try {
            Duration pause = plan.backoffMin();
            while (startService()) {
                long began = System.nanoTime();
                int exit = service.waitFor();
                lastExit = exit;
                write(null);
                if (told.getCount() == 0 || MEANT.contains(exit)) {
                    return;
                }
                restarts++;
                boolean asked = exit == ExitCode.RESTART.code();
                Duration ran = Duration.ofNanos(System.nanoTime() - began);
                pause = ran.compareTo(plan.backoffMax()) > 0 ? plan.backoffMin() : pause;
                String anew = "exit code " + exit + ", started anew "
                        + (asked ? "at once" : "in " + pause.toMillis() + " ms");
                String result = asked ? "restart" : "ended unexpectedly";
                recorded(() -> audit.add("supervise", "service", result, ExitCode.OK, ran.toMillis(), anew));
                if (!asked && told.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = asked ? plan.backoffMin() : shorter(pause.multipliedBy(2), plan.backoffMax());
            }
        } finally {
            new SupervisorFile(self, null, restarts, lastExit).remove(files.supervisor());
            done.countDown();
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

    /** @return false if it was told to end meanwhile */
    private synchronized boolean startService() throws IOException {
        if (told.getCount() == 0) {
            return false;
        }
        Path log = files.log("service");
        recorded(() -> rotate(log));
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

    private void write(ProcessIdentity running) {
        recorded(() -> new SupervisorFile(self, running, restarts, lastExit).write(files.supervisor()));
    }

    private interface Record {
        void write() throws IOException;
    }

    /** A disk that takes nothing is no reason to leave the service down. */
    private static void recorded(Record record) {
        try {
            record.write();
        } catch (IOException e) {
            System.err.println("ctpfeed: supervisor: not recorded (" + e + "); make room on the disk, or check who may"
                    + " write there");
        }
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
