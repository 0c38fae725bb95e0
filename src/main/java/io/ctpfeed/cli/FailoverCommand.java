package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ctpfeed failover}: makes another account active. */
@Command(
        name = "failover",
        description = {
            "Make another account the active one, in the running service. It is checked first, and a cold one is connected"
                    + " and subscribed first; only then the present one is let go. If that fails, all stays as it was.",
            "",
            "The account stays active until ./ctpfeed failback, or until it fails."
        },
        footer = {
            "",
            "For example:",
            "  ctpfeed failover            to the next best account",
            "  ctpfeed failover backup     to this one",
            "",
            "Exit code 0: it is active. 2: no such account. 3: its credentials are refused. 4: no service runs, or the"
                    + " account is not logged in. 5: too little is subscribed. 7: it was stopped by hand, or does not work."
        })
final class FailoverCommand extends ServiceCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The account; the next best by default.")
    private String account;

    @Override
    protected Object arguments() {
        return account == null ? Map.of() : Map.of("account", account);
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        showSwitched(line, out);
    }

    /** How a failover or a failback reads. */
    static void showSwitched(JsonNode line, PrintWriter out) {
        if (!line.path("event").asText().equals("result") || line.has("error")) {
            return;
        }
        JsonNode switched = line.path("switched");
        out.println(
                switched.isObject()
                        ? String.format(
                                "active: %s, before %s; took %d ms",
                                switched.path("to").asText(),
                                switched.path("from").asText(),
                                switched.path("takenOverMillis").asLong())
                        : "active: " + line.path("active").asText() + ", as before");
    }
}
