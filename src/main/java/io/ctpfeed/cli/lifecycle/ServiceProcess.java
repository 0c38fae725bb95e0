package io.ctpfeed.cli.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.RunningService;
import io.ctpfeed.service.command.CommandFile;
import io.ctpfeed.service.command.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The service and its supervisor as processes, whoever started them. Used by one thread. */
final class ServiceProcess {
    /** The service has 30 s to log out and publish what is left, its supervisor 45. */
    private static final Duration END = Duration.ofSeconds(60);

    private final RunFiles files;
    private final Systemd systemd;

    ServiceProcess(RunFiles files, Systemd systemd) {
        this.files = files;
        this.systemd = systemd;
    }

    Optional<SupervisorFile> supervisor() {
        return SupervisorFile.read(files.supervisor());
    }

    /** The service's own process; empty if none runs, or it has not come so far yet. */
    Optional<ProcessIdentity> service() {
        try {
            return CommandFile.read(files.runDir()).map(CommandFile::process).filter(ProcessIdentity::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The line of the command {@code status}; empty while it does not answer. */
    Optional<JsonNode> status() {
        AtomicReference<JsonNode> status = new AtomicReference<>();
        try {
            RunningService.find(files.runDir()).command("status", null, line -> {
                if (line.path("event").asText().equals("status")) {
                    status.set(line);
                }
            });
            return Optional.ofNullable(status.get());
        } catch (CommandFailed e) {
            return Optional.empty();
        }
    }

    /**
     * Starts or stops one account by hand.
     *
     * @param action start, stop
     * @throws CommandFailed if no service runs, or it has no such account
     */
    void account(String account, String action) {
        JsonNode result = RunningService.find(files.runDir())
                .command("account", Map.of("account", account, "action", action), line -> {});
        if (result.has("error")) {
            throw new CommandFailed(ExitCode.USAGE, result.path("error").asText());
        }
    }

    /** What to do to see what the service logged. */
    String whereItLogs() throws InterruptedException {
        return supervisor().isEmpty() && systemd.unit().isPresent() ? Systemd.JOURNAL : "see " + files.log("service");
    }

    /**
     * Ends whoever keeps the service, then the service, which publishes what is left first. The unit comes first: it would
     * start the service again.
     *
     * @return what was done; empty if none ran
     * @throws CommandFailed if systemd does not stop it
     */
    String end() throws InterruptedException {
        boolean kept = systemd.unit().filter(Systemd.Unit::isActive).isPresent();
        if (kept && !systemd.stop()) {
            return "killed by systemd, as it did not end in time (TimeoutStopSec of " + Systemd.NAME + ")";
        }
        Optional<ProcessIdentity> supervisor = supervisor().map(SupervisorFile::supervisor);
        Optional<ProcessIdentity> service =
                supervisor().map(SupervisorFile::service).or(this::service);
        if (supervisor.isEmpty() && service.isEmpty()) {
            return kept ? "stopped by systemd" : "";
        }
        boolean gentle = true;
        if (supervisor.isPresent()) {
            gentle = Background.end(supervisor.get(), END);
        }
        if (service.isPresent()) {
            gentle &= Background.end(service.get(), END);
        }
        return gentle ? "stopped" : "killed, as it did not end in " + END.toSeconds() + " s";
    }
}
