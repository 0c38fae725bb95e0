package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ctpfeed subscribe}: the running service subscribes what should be subscribed, and it is shown how that goes. */
@Command(
        name = "subscribe",
        description =
                "Subscribe what should be subscribed (config/contracts.yaml), at a pace that the fronts allow, and show how it"
                        + " goes.",
        footer = {
            "",
            "The running service does it, with the accounts that are logged in; this command logs in nowhere. What is"
                    + " subscribed already stays as it is; what is no longer on the list is taken back. An instrument"
                    + " that is neither acknowledged nor ticking in time is asked for again, and named in the end if"
                    + " that does not help.",
            "",
            "Each run leaves an audit log in run/audit/subscription: requests.csv and requests.jsonl, a line for"
                    + " whatever happened to an instrument, and summary.json. Ctrl-C ends the run and leaves all of them"
                    + " valid; what was asked for by then stays subscribed.",
            "",
            "For example:",
            "  ctpfeed subscribe --check                        is everything subscribed? changes nothing",
            "  ctpfeed subscribe --dry-run                      what would be asked for, and how long it takes",
            "  ctpfeed subscribe --account backup               one account alone",
            "  ctpfeed subscribe --instruments-per-second 500   more gently, this time",
            "",
            "Exit code 0: all are subscribed. 4: no service runs, or a front or a contract list was not reached."
                    + " 5: fewer than subscription.coverage-percent. 6: not all, and a front's limit was hit."
                    + " 7: some were refused or are missing; they are named."
        })
public final class SubscribeCommand extends ServiceCommand {
    @Option(names = "--account", paramLabel = "NAME", description = "This account alone; all by default.")
    private String account;

    @ArgGroup(multiplicity = "0..1")
    private Look look = new Look();

    /** At the most one of them. */
    private static final class Look {
        @Option(
                names = "--check",
                description = "Change nothing. List what is not subscribed, what is acknowledged and silent although it"
                        + " trades, what is subscribed though not on the list, and batches that hit a limit.")
        private boolean check;

        @Option(
                names = "--dry-run",
                description = "Change nothing. Say what would be asked for, and how long it takes.")
        private boolean dryRun;
    }

    @Option(
            names = "--batch-instruments",
            paramLabel = "N",
            description =
                    "Instruments in one request, in this run alone, 1 to 1000; by default subscription.batch-instruments (500).")
    private Integer batchInstruments;

    @Option(
            names = "--instruments-per-second",
            paramLabel = "N",
            description = "Instruments asked for in a second, in this run alone, 1 to 25000; by default"
                    + " subscription.instruments-per-second (1000).")
    private Integer instrumentsPerSecond;

    @Option(
            names = "--in-flight-instruments",
            paramLabel = "N",
            description = "Instruments asked for and not answered at any time, in this run;"
                    + " subscription.in-flight-instruments by default.")
    private Integer inFlightInstruments;

    private final SubscribeText text = new SubscribeText(System.console() != null);

    @Override
    protected Object arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (account != null) {
            arguments.put("account", account);
        }
        arguments.put("check", look.check);
        arguments.put("dryRun", look.dryRun);
        arguments.put("batchInstruments", batchInstruments);
        arguments.put("instrumentsPerSecond", instrumentsPerSecond);
        arguments.put("inFlightInstruments", inFlightInstruments);
        return arguments;
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        switch (line.path("event").asText()) {
            case "progress" -> text.progress(line, err);
            case "no-list" -> text.say(
                    err,
                    "account " + line.path("account").asText() + ": no should-list: "
                            + line.path("reason").asText());
            case "result" -> {
                text.endProgress(err);
                if (!line.has("error")) {
                    result(line, out);
                }
            }
            default -> {
                // the lists are being asked for: nothing to show yet
            }
        }
    }

    private void result(JsonNode line, PrintWriter out) {
        if (look.dryRun) {
            SubscribeText.plan(line).forEach(out::println);
        } else if (look.check) {
            SubscribeText.check(line).forEach(out::println);
        } else {
            SubscribeText.result(line).forEach(out::println);
        }
    }
}
