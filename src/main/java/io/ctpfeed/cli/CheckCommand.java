package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ctpfeed check}: what should be subscribed against what is, and what is missing. */
@Command(
        name = "check",
        description =
                "Compare what should be subscribed with what is subscribed and ticking, and name what is missing.",
        footer = {
            "",
            "Coverage is what is acknowledged or ticking, of what should be subscribed (config/contracts.yaml). An instrument is silent if it"
                    + " has not ticked, within its own session, for three times as long as it ever is: a minute at the"
                    + " least, and only where its pace, or its product's, is known. Combinations and TAS are not judged.",
            "",
            "The service looks by itself too, and mends what it finds (routes/health-sweep.yaml, routes/recovery.yaml)."
                    + " --fix does that at once: it asks again for what is missing or silent, and restarts an account"
                    + " that is silent while another ticks. The limits recovery.* hold; what somebody stopped by hand"
                    + " stays stopped. This command logs in nowhere.",
            "",
            "For example:",
            "  ctpfeed check                      a table by exchange, products where something is amiss, names",
            "  ctpfeed check --products           every product too",
            "  ctpfeed check --json               all of it, products and names too",
            "  ctpfeed check --fix --account backup   mend one account",
            "",
            "Exit code 0: all is well. 4: no service runs, or an account is not logged in."
                    + " 5: fewer than subscription.coverage-percent. 7: something is refused, missing, silent or not on"
                    + " the list, or an account is stopped by hand."
        })
public final class CheckCommand extends ServiceCommand {
    @Option(names = "--account", paramLabel = "NAME", description = "This account alone; all by default.")
    private String account;

    @Option(
            names = "--products",
            description = "Show every product; by default only those with something missing, silent or refused.")
    private boolean products;

    @Option(
            names = "--fix",
            description = "Mend what can be mended, now, and look again; by default nothing is changed.")
    private boolean fix;

    @Override
    protected Object arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (account != null) {
            arguments.put("account", account);
        }
        arguments.put("fix", fix);
        return arguments;
    }

    @Override
    protected void show(JsonNode line, PrintWriter out, PrintWriter err) {
        String name = line.path("account").asText();
        String reason = line.path("reason").asText();
        switch (line.path("event").asText()) {
            case "no-list" -> err.println(Errors.PREFIX + "account " + name + ": no should-list: " + reason);
            case "last-list" -> err.println(Errors.PREFIX + "account " + name
                    + ": by the list of its last run, for a new one failed: " + reason);
            case "nothing-to-mend" -> out.println("fix: nothing to mend");
            case "action" -> out.println("fix: " + CheckText.action(line));
            case "result" -> {
                if (!line.has("error")) {
                    CheckText.result(line, products).forEach(out::println);
                }
            }
            default -> {
                // nothing else is sent
            }
        }
    }
}
