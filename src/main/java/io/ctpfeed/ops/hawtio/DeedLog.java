package io.ctpfeed.ops.hawtio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.ops.audit.ActionLog;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log and in the feed's audit who did what in Hawtio, and what became of it. Any thread. */
final class DeedLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeedLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OK = "ok";

    private final ActionLog audit;

    DeedLog(ActionLog audit) {
        this.audit = audit;
    }

    void loggedIn(String user) {
        add(user, "login", "hawtio", OK, 0, 0, "");
    }

    /** @param answer Jolokia's, to the request or the list of requests that the deeds are from */
    void done(String user, List<Deed> deeds, byte[] answer, long millis) {
        JsonNode all;
        try {
            all = JSON.readTree(answer);
        } catch (IOException e) {
            all = JSON.createObjectNode().put("error", "no answer");
        }
        for (Deed deed : deeds) {
            JsonNode one = all.isArray() ? all.path(deed.index()) : all;
            int status = one.path("status").asInt();
            String result = status == 200 ? OK : status == 403 ? "refused" : "failed";
            String error = one.path("error").asText("").replaceAll("\\s+", " ");
            String detail = (deed.arguments() + " " + error).strip();
            add(user, deed.action(), deed.target(), result, status == 200 ? 0 : 1, millis, detail);
        }
    }

    private void add(String user, String action, String target, String result, int exit, long millis, String detail) {
        LOG.info("Hawtio: {}: {} {}: {} {}", user, action, target, result, detail);
        try {
            audit.add("hawtio:" + user, action, target, result, exit, millis, detail);
        } catch (IOException e) {
            LOG.warn("what {} did in Hawtio ({} {}: {}) is not in the audit: {}", user, action, target, result, e);
        }
    }
}
