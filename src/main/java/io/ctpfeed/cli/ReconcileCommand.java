package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ctpfeed reconcile}: proves that the day is complete, or names what is missing. */
@Command(
        name = "reconcile",
        description = {
            "Prove that everything was published: compare the last published tick of each instrument with the trader"
                    + " front's own snapshot (volume, open interest, last price).",
            "",
            "It is about the trading day under way; from 18:00 until its first session opens (20:55, or 08:55 without a night"
                    + " session) about the one that closed last, as long as the front is still on that day.",
            "",
            "Meant for after the close; within a session an instrument that ticks meanwhile may be ahead of the answer."
        },
        footer = {
            "",
            "For example:",
            "  ctpfeed reconcile                      after the close, once",
            "  ctpfeed reconcile --account backup     by the other account's trader front",
            "",
            "Exit code 0: all are the same. 1: some differ, they are named. 4: no service runs, or no class of instruments"
                    + " could be asked for (not proven: no trader session). 7: some could not."
        })
final class ReconcileCommand extends ServiceCommand {
    private static final int SHOWN = 50;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The account whose trader session is asked; by default the first that answers.")
    private String account;

    @Override
    protected Object arguments() {
        return Map.of("account", account);
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        if (!line.has("reconciliation")) {
            return;
        }
        out.println(line.path("text").asText());
        JsonNode differences = line.path("reconciliation").path("differences");
        for (int i = 0; i < Math.min(SHOWN, differences.size()); i++) {
            JsonNode each = differences.get(i);
            out.printf(
                    "  %s.%s: volume published %d, at the front %d, missing %d; differs in %s%n",
                    each.path("exchangeId").asText(),
                    each.path("instrumentId").asText(),
                    each.path("publishedVolume").asInt(),
                    each.path("frontVolume").asInt(),
                    each.path("missingLots").asInt(),
                    String.join(", ", fields(each)));
        }
        if (differences.size() > SHOWN) {
            out.println("  and " + (differences.size() - SHOWN) + " more; --json and the day's report have them");
        }
    }

    private static List<String> fields(JsonNode difference) {
        List<String> fields = new ArrayList<>();
        difference.path("fields").forEach(field -> fields.add(field.asText()));
        return fields;
    }
}
