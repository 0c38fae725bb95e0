package io.ctpfeed.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.config.ConfigException;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.service.command.ProcessIdentity;
import io.ctpfeed.service.duty.ServiceEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the service for a new start, if somebody will start it, and what is on disk now would start. Any thread. */
final class CheckedEnd implements ServiceEnd {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedEnd.class);

    /** Set by systemd for what it starts, and handed down to whatever that starts: a terminal of a desktop has it, too. */
    private static final String SYSTEMD = "INVOCATION_ID";
    /** The process that systemd itself started; not set before systemd 248. */
    private static final String SYSTEMD_PROCESS = "SYSTEMD_EXEC_PID";
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
        if (!bySystemd(System.getenv(), ProcessHandle.current().pid()) && !supervised()) {
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
        if (restartNats() && bySystemd(System.getenv(), ProcessHandle.current().pid())) {
            LOG.warn(
                    "premarket.restart-nats is without effect under systemd; docs/reference/trading-day.md has what to add"
                            + " to the unit");
        }
    }

    /** Whether systemd started this process, and not only a forefather of it. */
    static boolean bySystemd(Map<String, String> environment, long pid) {
        String started = environment.getOrDefault(SYSTEMD_PROCESS, String.valueOf(pid));
        return environment.containsKey(SYSTEMD) && started.equals(String.valueOf(pid));
    }

    /** A supervisor that was killed has left its file. */
    private boolean supervised() {
        try {
            Path file = request.config().ops().runDir().resolve(SUPERVISOR);
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            return ProcessIdentity.read(json.path("supervisor")).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** As it is on disk now, like all that a new start would find. */
    private boolean restartNats() {
        return FeedConfig.of(ConfigSource.read(request.source().home(), request.configDir()))
                .preMarket()
                .restartNats();
    }
}
