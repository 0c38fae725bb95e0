package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.cli.lifecycle.Keeper;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code ctpfeed status}: how the running service is. */
@Command(
        name = "status",
        description =
                "Show how the running service is: who keeps it running, NATS, accounts, routes, what was published.",
        footer = {
            "",
            "For example:",
            "  ctpfeed status",
            "  ctpfeed status --json     the same for programs, one JSON object a line",
            "",
            "Exit code 0: all is well. 4: no service runs, it is still starting, or NATS or an account is down."
                    + " 7: all is well but for an account or a route that somebody stopped."
        })
public final class StatusCommand extends ServiceCommand {
    private String keeper;

    @Override
    protected Object arguments() {
        return null;
    }

    @Override
    public Integer call() throws Exception {
        try {
            keeper = Keeper.of(Installation.home(), runDir());
            return super.call();
        } catch (CommandFailed e) {
            throw new CommandFailed(e.exitCode(), e.getMessage() + Keeper.whyNot(Installation.home()), e);
        }
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        if (line.path("event").asText().equals("status")) {
            StatusText.lines(line, keeper).forEach(out::println);
        }
    }
}
