package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.ExitCode;
import io.ctpfeed.ops.audit.ActionLog;
import java.io.IOException;

/** What commands did, in the feed's audit. Several processes may write. */
final class AuditLog {
    private final ActionLog actions;

    AuditLog(RunFiles files) {
        this.actions = new ActionLog(files.runDir());
    }

    /** The user, and who stands behind sudo. */
    static String who() {
        String user = System.getProperty("user.name");
        String behind = System.getenv("SUDO_USER");
        return behind == null || behind.isEmpty() ? user : user + " (" + behind + ")";
    }

    void add(String action, String step, String result, ExitCode exit, long millis, String detail) throws IOException {
        actions.add(who(), action, step, result, exit.code(), millis, detail);
    }
}
