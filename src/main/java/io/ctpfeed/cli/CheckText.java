package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How an inspection reads. */
final class CheckText {
    private static final String HEADING = "%-9s %8s %10s %13s %8s %7s %9s %10s";
    private static final String ROW = "%-9s %,8d %,10d %,13d %,8d %,7d %,9d %8.2f %%";

    private CheckText() {}

    /** @param allProducts those too that are whole */
    static List<String> result(JsonNode result, boolean allProducts) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                HEADING,
                "exchange",
                "should",
                "requested",
                "acknowledged",
                "ticking",
                "silent",
                "rejected",
                "coverage"));
        for (JsonNode exchange : result.path("exchanges")) {
            String name = exchange.path("exchange").asText();
            lines.add(row(name, exchange));
            for (JsonNode product : result.path("products")) {
                if (product.path("exchange").asText().equals(name) && (allProducts || isWanting(product))) {
                    lines.add(row("  " + product.path("product").asText(), product));
                }
            }
        }
        lines.add(row("all", result.path("total")));
        result.path("accounts").forEach(account -> account(lines, account));
        lines.add(String.format(
                "coverage %.2f %%, %d %% are required",
                result.path("coveragePercent").asDouble(),
                result.path("thresholdPercent").asInt()));
        return lines;
    }

    static String action(JsonNode line) {
        String account = "account " + line.path("account").asText() + ": ";
        String reason = line.path("reason").asText();
        int count = line.path("instruments").size();
        return switch (line.path("action").asText()) {
            case "resubscribe" -> account + count + " instruments asked for again";
            case "restart" -> account + "restarted, " + reason;
            case "not-done" -> account + "a limit is reached: " + reason
                    + (count == 0 ? "" : " (" + count + " instruments)");
            default -> account + "somebody must look: " + reason;
        };
    }

    private static void account(List<String> lines, JsonNode account) {
        List<String> ours = new ArrayList<>();
        SubscribeText.named(ours, "not subscribed", SubscribeText.texts(account.path("notSubscribed")));
        SubscribeText.named(ours, "silent beyond their own pace", SubscribeText.silent(account.path("silent")));
        SubscribeText.named(ours, "refused", SubscribeText.refused(account.path("rejected")));
        SubscribeText.unsubscribedByHand(ours, account);
        SubscribeText.named(ours, "subscribed, and not on the list", SubscribeText.texts(account.path("notOnList")));
        SubscribeText.notJudged(ours, account);
        String state = SubscribeText.state(account);
        if (!state.isEmpty() || !ours.isEmpty()) {
            lines.add("account " + account.path("account").asText() + (state.isEmpty() ? "" : ": " + state));
            lines.addAll(ours);
        }
    }

    private static boolean isWanting(JsonNode row) {
        return row.path("subscribed").asInt() < row.path("should").asInt()
                || row.path("silent").asInt() > 0
                || row.path("rejected").asInt() > 0;
    }

    private static String row(String name, JsonNode row) {
        int should = row.path("should").asInt();
        double percent = should == 0 ? 0 : 100.0 * row.path("subscribed").asInt() / should;
        return String.format(
                ROW,
                name,
                should,
                row.path("requested").asInt(),
                row.path("acknowledged").asInt(),
                row.path("ticking").asInt(),
                row.path("silent").asInt(),
                row.path("rejected").asInt(),
                percent);
    }
}
