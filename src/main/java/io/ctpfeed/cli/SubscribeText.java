package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How the lines of a subscription read: on a terminal a bar that is drawn over itself, otherwise a line each. One thread.
 */
final class SubscribeText {
    private static final int BAR = 30;
    /** More are in the audit log, and in --json. */
    private static final int NAMED = 20;

    private final boolean terminal;
    private boolean drawn;

    SubscribeText(boolean terminal) {
        this.terminal = terminal;
    }

    void progress(JsonNode line, PrintWriter out) {
        int wanted = line.path("wanted").asInt();
        int done = wanted - line.path("pending").asInt();
        String text = String.format(
                "%,d of %,d subscribed, %d refused, %d missing, %d retried, %,d/s, %s left",
                line.path("subscribed").asInt(),
                wanted,
                line.path("rejected").asInt(),
                line.path("missing").asInt(),
                line.path("retried").asInt(),
                line.path("instrumentsPerSecond").asInt(),
                duration(line.path("remainingMillis").asLong()));
        if (!terminal) {
            out.println("subscribe: " + text);
            return;
        }
        int filled = wanted == 0 ? BAR : (int) ((long) done * BAR / wanted);
        out.print("\r[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + text + "\u001b[K");
        out.flush();
        drawn = true;
    }

    /** The bar stays as it is, what follows begins a line. */
    void endProgress(PrintWriter out) {
        if (drawn) {
            out.println();
            drawn = false;
        }
    }

    void say(PrintWriter out, String line) {
        endProgress(out);
        out.println(Errors.PREFIX + line);
    }

    static List<String> result(JsonNode result) {
        List<String> lines = new ArrayList<>();
        for (JsonNode account : result.path("accounts")) {
            lines.add(String.format(
                    "%s: %,d wanted, %,d subscribed (%,d acknowledged, %,d ticking), %d refused, %d missing;"
                            + " retried %d, removed %d, moved %d, disconnects %d",
                    account.path("account").asText(),
                    account.path("wanted").asInt(),
                    account.path("subscribed").asInt(),
                    account.path("acknowledged").asInt(),
                    account.path("ticking").asInt(),
                    account.path("rejected").size(),
                    account.path("missing").size(),
                    account.path("retried").asInt(),
                    account.path("removed").asInt(),
                    account.path("moved").asInt(),
                    account.path("disconnects").asInt()));
            if (account.path("stoppedByHand").asBoolean()) {
                lines.add("  stopped by hand: it was not waited for");
            } else if (!account.path("unreachable").asText().isEmpty()) {
                lines.add("  not reached: " + account.path("unreachable").asText());
            }
            unsubscribedByHand(lines, account);
            named(lines, "refused", refused(account.path("rejected")));
            named(lines, "missing", texts(account.path("missing")));
            overLimit(lines, account);
        }
        String run = result.path("run").asText();
        lines.add(String.format(
                "coverage %.2f %% after %s%s; %s",
                result.path("coveragePercent").asDouble(),
                duration(result.path("elapsedMillis").asLong()),
                result.path("complete").asBoolean() ? "" : ", cancelled",
                run.equals("unrecorded")
                        ? "NO AUDIT LOG, see the service's log"
                        : "audit log run/audit/subscription/" + run));
        return lines;
    }

    static List<String> plan(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        for (JsonNode account : plan.path("accounts")) {
            lines.add(String.format(
                    "%s: %,d on the list, %,d subscribed, %,d to ask for: %d batches of %,d, %,d a second, %d s",
                    account.path("account").asText(),
                    account.path("should").asInt(),
                    account.path("subscribed").asInt(),
                    account.path("toAsk").asInt(),
                    account.path("batches").asInt(),
                    account.path("batchInstruments").asInt(),
                    account.path("instrumentsPerSecond").asInt(),
                    account.path("seconds").asLong()));
            unsubscribedByHand(lines, account);
        }
        lines.add("nothing was asked for; a run would take some "
                + plan.path("seconds").asLong() + " s, and longer where a front is slow to answer");
        return lines;
    }

    static List<String> check(JsonNode check) {
        List<String> lines = new ArrayList<>();
        for (JsonNode account : check.path("accounts")) {
            lines.add(String.format(
                    "%s: %,d on the list, %,d subscribed%s",
                    account.path("account").asText(),
                    account.path("should").asInt(),
                    account.path("subscribed").asInt(),
                    state(account).isEmpty() ? "" : "; " + state(account)));
            named(lines, "not subscribed", texts(account.path("notSubscribed")));
            named(lines, "silent beyond their own pace", silent(account.path("silent")));
            unsubscribedByHand(lines, account);
            named(lines, "subscribed, and not on the list", texts(account.path("notOnList")));
            named(lines, "refused", refused(account.path("rejected")));
            notJudged(lines, account);
            overLimit(lines, account);
        }
        return lines;
    }

    static void unsubscribedByHand(List<String> lines, JsonNode account) {
        named(lines, "unsubscribed by hand, and left so", texts(account.path("unsubscribedByHand")));
    }

    /** Why an account of an inspection is not logged in; empty where it is. */
    static String state(JsonNode account) {
        if (account.path("stoppedByHand").asBoolean()) {
            return "stopped by hand";
        }
        return account.path("ready").asBoolean() ? "" : account.path("reason").asText();
    }

    static void notJudged(List<String> lines, JsonNode account) {
        int count = account.path("notJudged").asInt();
        if (count > 0) {
            lines.add("  trading, and their pace not known yet: " + count);
        }
    }

    private static void overLimit(List<String> lines, JsonNode account) {
        account.path("overLimit")
                .forEach(batch -> lines.add("  over a limit: batch "
                        + batch.path("number").asInt() + " of "
                        + batch.path("instruments").asInt() + " at "
                        + batch.path("sentAt").asText() + ": "
                        + batch.path("reason").asText()));
    }

    static List<String> refused(JsonNode rejected) {
        List<String> texts = new ArrayList<>();
        rejected.forEach(each -> texts.add(each.path("instrument").asText() + " ("
                + each.path("errorId").asInt() + " " + each.path("message").asText() + ")"));
        return texts;
    }

    static List<String> silent(JsonNode silent) {
        List<String> texts = new ArrayList<>();
        silent.forEach(each -> texts.add(each.path("instrument").asText() + " ("
                + each.path("silentSeconds").asLong() + " s, usually below "
                + each.path("limitSeconds").asLong() + " s)"));
        return texts;
    }

    static void named(List<String> lines, String what, List<String> names) {
        if (!names.isEmpty()) {
            int shown = Math.min(NAMED, names.size());
            lines.add("  " + what + " (" + names.size() + "): " + String.join(", ", names.subList(0, shown))
                    + (shown < names.size() ? " and " + (names.size() - shown) + " more (--json has all)" : ""));
        }
    }

    static List<String> texts(JsonNode names) {
        List<String> texts = new ArrayList<>();
        names.forEach(name -> texts.add(name.asText()));
        return texts;
    }

    private static String duration(long millis) {
        long seconds = (millis + 500) / 1_000;
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
