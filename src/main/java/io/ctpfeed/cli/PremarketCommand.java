package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ctpfeed premarket}: the restart before a session, now. */
@Command(
        name = "premarket",
        description = {
            "Do now what the running service does by itself before each session: log the accounts out and in again, one"
                    + " after the other so that one always remains, renew the contract list, subscribe, and check that all"
                    + " is there.",
            "",
            "What an operator stopped stays stopped. Ctrl-C does not end it: it goes on in the service."
        },
        footer = {
            "",
            "It ends with 0 when all is well, 2 when it was refused as a session is under way, 4 when an account did not"
                    + " come back, 5 when too little is subscribed, 7 when accounts were left alone as they are stopped or"
                    + " blocked."
        })
final class PremarketCommand extends ServiceCommand {
    @Option(names = "--force", description = "Also within a session: what an account brings is missing meanwhile.")
    private boolean force;

    @Override
    protected Object arguments() {
        return Map.of("force", force);
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        if (line.has("text")) {
            out.println(line.path("text").asText());
            out.flush();
        }
    }
}
