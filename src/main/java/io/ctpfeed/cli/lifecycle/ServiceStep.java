package io.ctpfeed.cli.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.ServiceRunner;
import io.ctpfeed.cli.lifecycle.Systemd.Unit;
import io.ctpfeed.config.SourceConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The service answers commands, and its accounts are logged in. */
final class ServiceStep implements Step {
    private static final long LOOK_MILLIS = 200;
    /** Over what a front and a login are given: authentication of the trader session, and slow machines. */
    private static final long GRACE_MILLIS = 10_000;

    private static final String ERROR = "ctpfeed: ";

    private final ServiceRunner.Request request;
    private final RunFiles files;
    private final Launch launch;
    private final Systemd systemd;
    private final ServiceProcess process;
    private final List<String> accounts;
    private boolean started;
    private boolean bySystemd;
    private int restartsBefore;
    private Process supervisor;
    private long logBegin;

    /** @param accounts to be started although they were stopped by hand or refused */
    ServiceStep(
            ServiceRunner.Request request,
            RunFiles files,
            Launch launch,
            Systemd systemd,
            ServiceProcess process,
            List<String> accounts) {
        this.request = request;
        this.files = files;
        this.launch = launch;
        this.systemd = systemd;
        this.process = process;
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return "service";
    }

    @Override
    public Outcome start() throws IOException, InterruptedException {
        Optional<Unit> unit = systemd.unit();
        boolean present = process.service().isPresent()
                || process.supervisor().isPresent()
                || unit.filter(Unit::isActive).isPresent();
        bySystemd = unit.isPresent() && process.supervisor().isEmpty();
        if (!present) {
            launchService();
        }
        JsonNode status = awaitRunning();
        for (String account : accounts) {
            process.account(account, "start");
            status = process.status().orElse(status);
        }
        List<String> down = awaitAccounts(status);
        String text = (present ? "runs already" : "started") + (bySystemd ? " by systemd" : "") + ", process "
                + status.path("pid").asLong()
                + (status.path("standIn").asBoolean() ? ", THE MARKET IS INVENTED" : "")
                + otherUnit(unit);
        return down.isEmpty()
                ? Outcome.ok(text)
                : new Outcome(text + "; " + String.join("; ", down), ExitCode.PARTLY_FAILED);
    }

    @Override
    public String undo() throws InterruptedException {
        return started ? process.end() : "";
    }

    /** Who counts on systemd wants to know why it was not asked. */
    private String otherUnit(Optional<Unit> unit) throws InterruptedException {
        return unit.isEmpty() && systemd.anyUnit().isPresent()
                ? "; " + Systemd.NAME + " is left alone, it runs another installation"
                : "";
    }

    private void launchService() throws IOException, InterruptedException {
        started = true;
        if (bySystemd) {
            systemd.start();
            restartsBefore = systemd.unit().map(Unit::restarts).orElse(0);
            return;
        }
        Path log = files.log("service");
        logBegin = Files.exists(log) ? Files.size(log) : 0;
        supervisor = Background.start(
                launch.command(List.of(
                        "supervise",
                        "--config-dir",
                        request.configDir().toString(),
                        "--routes-dir",
                        request.routesDir().toString())),
                request.home(),
                files.log("supervisor"));
    }

    private JsonNode awaitRunning() throws IOException, InterruptedException {
        long deadline =
                deadline(TimeUnit.SECONDS.toMillis(request.config().ops().startTimeoutSeconds()));
        String state = "does not answer";
        while (System.nanoTime() - deadline < 0) {
            Optional<JsonNode> status = process.status();
            if (status.isPresent()) {
                state = "is still " + status.get().path("state").asText();
                if (status.get().path("state").asText().equals("RUNNING")) {
                    return status.get();
                }
            }
            failIfEnded();
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new CommandFailed(
                ExitCode.UNREACHABLE,
                "the service " + state + " after " + request.config().ops().startTimeoutSeconds() + " s; "
                        + process.whereItLogs());
    }

    /** A service that we started and that ended at once will not be better the next time. */
    private void failIfEnded() throws IOException, InterruptedException {
        if (started && bySystemd) {
            Optional<Unit> unit = systemd.unit();
            if (unit.filter(now -> now.hasEnded() || now.restarts() > restartsBefore)
                    .isPresent()) {
                throw new CommandFailed(
                        unit.get().exitCode(),
                        Systemd.NAME + " was started and is " + unit.get().state() + "; " + Systemd.JOURNAL);
            }
        }
        if (supervisor == null) {
            return;
        }
        Optional<SupervisorFile> present = process.supervisor();
        int exit = present.map(SupervisorFile::lastExit).orElse(-1);
        if (exit >= 0) {
            ExitCode code = exit == ExitCode.CONFIGURATION.code() ? ExitCode.CONFIGURATION : ExitCode.UNREACHABLE;
            throw new CommandFailed(
                    code, "the service ended with exit code " + exit + lastError() + "; see " + files.log("service"));
        }
        if (present.isEmpty() && !supervisor.isAlive()) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "the supervisor ended with exit code " + supervisor.exitValue() + "; see "
                            + files.log("supervisor"));
        }
    }

    private String lastError() throws IOException {
        byte[] log = Files.readAllBytes(files.log("service"));
        int begin = (int) Math.min(logBegin, log.length);
        return new String(log, begin, log.length - begin, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(ERROR))
                .findFirst()
                .map(line -> ": " + line.substring(ERROR.length()))
                .orElse("");
    }

    /**
     * Waits for all accounts, as long as their fronts and logins are given; one that is refused is not waited for.
     *
     * @return what is the matter with those that are not logged in
     * @throws CommandFailed if none is
     */
    private List<String> awaitAccounts(JsonNode first) throws InterruptedException {
        SourceConfig limits = request.config().source();
        long deadline = deadline((long) limits.connectTimeoutMillis() + limits.loginTimeoutMillis() + GRACE_MILLIS);
        JsonNode status = first;
        while (anyPending(status) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            status = process.status().orElse(status);
        }
        List<String> down = new ArrayList<>();
        int ready = 0;
        boolean refused = true;
        for (JsonNode account : status.path("accounts")) {
            String state = account.path("status").path("state").asText();
            if (state.equals("READY")) {
                ready++;
            } else if (account.path("used").asBoolean()) {
                refused &= state.equals("BLOCKED");
                String reason = account.path("status").path("reason").asText();
                down.add("account " + account.path("status").path("account").asText() + " is " + state
                        + (reason.isEmpty() ? "" : " (" + reason + ")"));
            }
        }
        if (ready == 0) {
            throw new CommandFailed(
                    refused && !down.isEmpty() ? ExitCode.CONFIGURATION : ExitCode.UNREACHABLE,
                    "no account is logged in: " + String.join("; ", down) + "; " + process.whereItLogs());
        }
        return down;
    }

    private static boolean anyPending(JsonNode status) {
        boolean pending = false;
        for (JsonNode account : status.path("accounts")) {
            String state = account.path("status").path("state").asText();
            pending |= account.path("used").asBoolean()
                    && !List.of("READY", "BLOCKED").contains(state)
                    && !account.path("stoppedByHand").asBoolean();
        }
        return pending;
    }

    private static long deadline(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
