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
            "With premarket.restart = service the whole service ends instead, to be started anew by systemd or the supervisor"
                    + " of start; with premarket.restart-nats = true that supervisor restarts NATS in between.",
            "",
            "For example:",
            "  ctpfeed premarket             before a session",
            "  ctpfeed premarket --force     within one: ticks go on with the other account",
            "",
            "Exit code 0: all is well, or the service ends to be started anew. 2: refused, a session or another restart is"
                    + " under way. 3: there is no route for it. 4: no service runs, or an account did not come back. 5: too"
                    + " little is subscribed. 7: accounts were left alone as they are stopped or blocked, or something else"
                    + " failed."
        })
final class PremarketCommand extends ServiceCommand {
    @Option(
            names = "--force",
            description =
                    "Do it within a session, too, where ticks of an account are missing meanwhile; by default that is refused.")
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
