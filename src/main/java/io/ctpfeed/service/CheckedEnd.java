package io.ctpfeed.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.config.ConfigException;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.service.command.ProcessIdentity;
import io.ctpfeed.service.duty.ServiceEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ends the service for a new start, if somebody will start it, and what is on disk now would start. Any thread. */
final class CheckedEnd implements ServiceEnd {
    /** Set by systemd for what it starts. */
    private static final String SYSTEMD = "INVOCATION_ID";
    /** In the run directory while the supervisor of {@code ./ctpfeed start} runs. */
    private static final String SUPERVISOR = "supervisor.json";

    private final FeedService service;
    private final FeedService.Request request;

    CheckedEnd(FeedService service, FeedService.Request request) {
        this.service = service;
        this.request = request;
    }

    @Override
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        if (System.getenv(SYSTEMD) == null
                && !isSupervised(request.config().ops().runDir())) {
            obstacles.add("nobody would start it again; run it under systemd or ./ctpfeed start");
        }
        try {
            FeedConfig.of(ConfigSource.read(request.source().home(), request.configDir()));
            service.reload().check(request.routesDir()).findings().forEach(finding -> obstacles.add("" + finding));
        } catch (ConfigException e) {
            obstacles.add("the configuration would not start it: " + e.getMessage());
        } catch (Exception e) {
            obstacles.add("routes could not be checked: " + e);
        }
        return obstacles;
    }

    @Override
    public void end() {
        service.endToRestart();
    }

    /** Whether the supervisor that wrote its file there still runs: one that was killed left it behind. */
    static boolean isSupervised(Path runDir) {
        try {
            JsonNode supervisor = new ObjectMapper()
                    .readTree(Files.readString(runDir.resolve(SUPERVISOR)))
                    .path("supervisor");
            return new ProcessIdentity(
                            supervisor.path("pid").asLong(),
                            supervisor.path("startTicks").asLong())
                    .isAlive();
        } catch (IOException e) {
            return false;
        }
    }
}
