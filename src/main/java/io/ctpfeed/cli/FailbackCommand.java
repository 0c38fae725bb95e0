package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code ctpfeed failback}: makes the first choice active again. */
@Command(
        name = "failback",
        description = {
            "Make the account failover.first-choice active again, in the running service, whatever failover.back-after-seconds"
                    + " and failover.back-not-before-minutes say. It is checked before the present one is let go."
        },
        footer = {
            "",
            "For example:",
            "  ctpfeed failback",
            "",
            "Exit code 0: it is active. 3: its credentials are refused. 4: no service runs, or it is not logged in."
                    + " 5: too little is subscribed. 7: it was stopped by hand, or does not work."
        })
final class FailbackCommand extends ServiceCommand {
    @Override
    protected Object arguments() {
        return null;
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        FailoverCommand.showSwitched(line, out);
    }
}
