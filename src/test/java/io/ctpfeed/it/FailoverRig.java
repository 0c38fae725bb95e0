package io.ctpfeed.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.RunningService;
import io.ctpfeed.failover.FailoverStatus;
import io.ctpfeed.failover.FailoverStatus.LineStatus;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.standin.StandInOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link FeedRig} whose two accounts carry all of the market each, one of them in a role of its own. */
final class FailoverRig implements AutoCloseable {
    private final FeedRig rig;
    private final Path runDir;

    /** @param backup role of the account that is not the first choice */
    FailoverRig(Path folder, String backup, Map<String, String> more) throws Exception {
        runDir = folder.resolve("run-of-the-test");
        Map<String, String> properties = new LinkedHashMap<>(FeedRig.HOT);
        properties.put("ctp.accounts.backup.role", backup);
        properties.put("failover.back-after-seconds", "1");
        properties.put("failover.back-not-before-minutes", "0");
        properties.put("failover.open-seconds", "1");
        properties.put("failover.most-an-hour", "100");
        properties.put("ops.run-dir", runDir.toString());
        properties.putAll(more);
        rig = new FeedRig(folder, StandInOptions.DEFAULT.withInstruments(600), properties);
        try {
            rig.subscribed();
        } catch (Exception | Error e) {
            rig.close();
            throw e;
        }
    }

    FeedRig rig() {
        return rig;
    }

    Path runDir() {
        return runDir;
    }

    void front(String command) {
        rig.trial().standIn().command("front " + command);
    }

    FailoverStatus status() {
        return rig.service().failover().status();
    }

    LineStatus line(String account) {
        return status().lines().stream()
                .filter(line -> line.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    LineMode mode(String account) {
        return rig.service().mode(account);
    }

    void awaitActive(String account) {
        FeedRig.await(account + " active").until(() -> status().active().equals(account));
    }

    /** Waits for the event that says so. @return its details */
    JsonNode switchedTo(String account) {
        return rig.events()
                .await("switched", event -> event.path("source").asText().equals(account))
                .path("details");
    }

    /** Waits until the first choice is active again and both lines work. */
    void recovered() throws Exception {
        awaitActive("primary");
        rig.subscribed();
        FeedRig.await("circuits closed").until(() -> status().lines().stream()
                .allMatch(line -> line.circuit() == io.ctpfeed.failover.Circuit.CLOSED
                        && line.problem().isEmpty()));
    }

    /** Gives the running service a command. @return its result */
    JsonNode command(String name, Map<String, String> arguments) {
        return RunningService.find(runDir).command(name, arguments, line -> {});
    }

    @Override
    public void close() throws Exception {
        rig.close();
    }
}
