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
            int exit = status == 200 ? exit(one.path("value")) : 1;
            String result = exit == 0 ? OK : status == 403 ? "refused" : "failed";
            if (deed.isOfThePage() && status != 200) {
                continue; // nobody did it
            }
            String error = one.path("error").asText("").replaceAll("\\s+", " ");
            String detail = (deed.arguments() + " " + error).strip();
            add(user, deed.action(), deed.target(), result, exit, millis, detail);
        }
    }

    /** Of a command, whose last line is the value; 0 of whatever else did not fail. */
    private static int exit(JsonNode value) {
        try {
            return value.isTextual() && value.asText().startsWith("{\"event\":\"result\"")
                    ? JSON.readTree(value.asText()).path("exit").asInt()
                    : 0;
        } catch (IOException e) {
            return 0;
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
