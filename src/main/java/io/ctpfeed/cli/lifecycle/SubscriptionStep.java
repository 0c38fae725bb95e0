package io.ctpfeed.cli.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.cli.ServiceRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Enough of the wanted instruments are acknowledged or ticking; the service itself subscribes them. */
final class SubscriptionStep implements Step {
    private static final long LOOK_MILLIS = 300;
    /** An account that wants nothing may still be waiting for its contract list. */
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ServiceRunner.Request request;
    private final RunFiles files;
    private final ServiceProcess process;

    SubscriptionStep(ServiceRunner.Request request, RunFiles files, ServiceProcess process) {
        this.request = request;
        this.files = files;
        this.process = process;
    }

    /** Over all accounts. @param idle whether an account that is logged in wants nothing */
    private record Coverage(long wanted, long covered, long rejected, boolean idle) {
        static Coverage of(JsonNode status) {
            long wanted = 0;
            long covered = 0;
            long rejected = 0;
            boolean idle = false;
            for (JsonNode account : status.path("accounts")) {
                JsonNode figures = account.path("status");
                wanted += figures.path("wanted").asLong();
                covered += Math.max(
                        figures.path("acknowledged").asLong(),
                        figures.path("ticking").asLong());
                rejected += figures.path("rejected").asLong();
                idle |= account.path("used").asBoolean()
                        && figures.path("state").asText().equals("READY")
                        && figures.path("wanted").asLong() == 0;
            }
            return new Coverage(wanted, covered, rejected, idle);
        }

        boolean reaches(int percent) {
            return wanted > 0 && covered * 100 >= wanted * percent;
        }

        @Override
        public String toString() {
            return wanted == 0
                    ? "nothing is wanted yet: no contract list"
                    : String.format(
                            Locale.ROOT,
                            "%,d of %,d subscriptions (%.1f %%)%s",
                            covered,
                            wanted,
                            100.0 * covered / wanted,
                            rejected == 0 ? "" : ", " + rejected + " rejected");
        }
    }

    @Override
    public String name() {
        return "subscription";
    }

    @Override
    public Outcome start() throws IOException, InterruptedException {
        int percent = request.config().subscription().coveragePercent();
        int seconds = request.config().ops().startTimeoutSeconds();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long changedAt = System.nanoTime();
        Coverage coverage = null;
        while (System.nanoTime() - deadline < 0) {
            Coverage now = process.status().map(Coverage::of).orElse(coverage);
            if (now != null && !now.equals(coverage)) {
                coverage = now;
                changedAt = System.nanoTime();
                log(coverage.toString());
            }
            if (coverage != null
                    && coverage.reaches(percent)
                    && (!coverage.idle() || System.nanoTime() - changedAt > SETTLE_NANOS)) {
                return Outcome.ok(coverage.toString());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new CommandFailed(
                ExitCode.COVERAGE,
                "subscription: " + (coverage == null ? "the service does not answer" : coverage) + " after " + seconds
                        + " s, wanted are " + percent + " % (subscription.coverage-percent); "
                        + process.whereItLogs());
    }

    /** It goes with the service. */
    @Override
    public String undo() {
        return "";
    }

    private void log(String text) throws IOException {
        Path log = files.log("subscription");
        Files.writeString(log, Instant.now() + " " + text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
