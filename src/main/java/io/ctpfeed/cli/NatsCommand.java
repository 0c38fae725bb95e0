package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ctpfeed nats}: what config/nats declares against what the NATS server has. */
@Command(
        name = "nats",
        description = "Compare the streams and the bucket of last values that config/nats declares with what the NATS"
                + " server has.",
        footer = {
            "",
            "The running service makes what is missing by itself, and reports what differs without changing it. --apply"
                    + " changes it: a shorter keep-hours or a smaller max-size-mib removes messages at once. What"
                    + " cannot be changed (storage, retention) is kept until somebody removes the stream, with all it"
                    + " holds (nats stream rm NAME; of the bucket KV_NAME); the service then makes it anew within a"
                    + " minute.",
            "",
            "For example:",
            "  ctpfeed nats                       what differs",
            "  ctpfeed nats --apply               make and change it as declared",
            "",
            "Exit code 0: all is as declared. 4: no service runs, NATS is away, or it has no JetStream."
                    + " 7: something is not as declared."
        })
final class NatsCommand extends ServiceCommand {
    @Option(names = "--apply", description = "Make what is missing, change what differs.")
    private boolean apply;

    @Override
    protected Object arguments() {
        return Map.of("apply", apply);
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        switch (line.path("event").asText()) {
            case "found" -> found(line, out);
            case "result" -> {
                if (!line.has("error")) {
                    out.println(line.path("asDeclared").asText() + " of "
                            + line.path("declared").asText() + " as declared in config/nats");
                }
            }
            default -> {
                // nothing else is sent
            }
        }
    }

    private static void found(JsonNode line, PrintWriter out) {
        out.println(line.path("kind").asText() + " " + line.path("name").asText() + ": "
                + line.path("state").asText().replace('-', ' ')
                + (line.has("problem") ? ": " + line.path("problem").asText() : ""));
        boolean changed = line.path("state").asText().equals("changed");
        for (JsonNode each : line.path("differences")) {
            out.println("  " + each.path("field").asText() + ": declared "
                    + each.path("declared").asText() + ", " + (changed ? "was " : "found ")
                    + each.path("found").asText() + remedy(each, changed));
        }
    }

    private static String remedy(JsonNode difference, boolean changed) {
        if (changed) {
            return "";
        }
        return difference.path("changeable").asBoolean()
                ? " (--apply changes it)"
                : " (cannot be changed: declare what is there, or remove the stream with all it holds)";
    }
}
