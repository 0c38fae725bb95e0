package io.ctpfeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A service's status as an operator reads it. Stateless. */
final class StatusText {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private StatusText() {}

    /**
     * @param status the line of the command {@code status}
     * @param keeper who starts it again when it ends
     */
    static List<String> lines(JsonNode status, String keeper) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "service    %s since %s (%s), process %d, ctpfeed %s",
                status.path("state").asText().toLowerCase(Locale.ROOT),
                moment(status.path("startedAt")),
                duration(status.path("startedAt")),
                status.path("pid").asLong(),
                status.path("version").asText()));
        lines.add("kept by    " + keeper);
        lines.add("library    " + status.path("library").asText());
        if (status.path("standIn").asBoolean()) {
            lines.add("           THE MARKET IS INVENTED: this is a stand-in for the vendor's library");
        }
        lines.add("NATS       " + nats(status.path("nats")));
        calendar(status.path("calendar"), lines);
        JsonNode published = status.path("published");
        lines.add(String.format(
                Locale.ROOT,
                "published  %,d ticks, late %,d, lost %,d, failed %,d, of unknown exchange %,d",
                published.path("ticks").asLong(),
                published.path("late").asLong(),
                published.path("lost").asLong(),
                published.path("failed").asLong(),
                published.path("unknownExchange").asLong()));
        failover(status.path("failover"), lines);
        status.path("accounts").forEach(account -> account(account, lines));
        routes(status.path("routes"), lines);
        gaps(status.path("gaps").path("open"), lines);
        JsonNode edits = status.path("edits");
        lines.add(String.format(
                "edits      applied %d, refused %d, rolled back %d",
                edits.path("applied").asLong(),
                edits.path("refused").asLong(),
                edits.path("rolledBack").asLong()));
        return lines;
    }

    private static String nats(JsonNode nats) {
        if (nats.path("connected").asBoolean()) {
            return "connected";
        }
        String error = nats.path("lastError").asText();
        return nats.path("state").asText().toLowerCase(Locale.ROOT) + (error.isEmpty() ? "" : ": " + error);
    }

    private static void calendar(JsonNode calendar, List<String> lines) {
        if (calendar.isEmpty()) {
            return;
        }
        lines.add(String.format(
                "calendar   trading day %s, %s night session; covered until %s",
                calendar.path("tradingDay").asText(),
                calendar.path("night").asBoolean() ? "with a" : "without",
                calendar.path("coveredUntil").asText()));
    }

    private static void failover(JsonNode failover, List<String> lines) {
        String why = failover.path("why").asText();
        lines.add(String.format(
                "active     %s since %s%s%s",
                failover.path("active").asText(),
                moment(failover.path("since")),
                why.isEmpty() ? "" : " (" + why + ")",
                failover.path("flapping").asBoolean()
                        ? "; IT STAYS: too many failovers within the hour (failover.most-an-hour)"
                        : ""));
        for (JsonNode line : failover.path("lines")) {
            String problem = line.path("problem").asText();
            lines.add(String.format(
                    "           %s: %s, %s, circuit %s%s",
                    line.path("account").asText(),
                    line.path("role").asText().toLowerCase(Locale.ROOT),
                    mode(line.path("mode").asText()),
                    line.path("circuit").asText().toLowerCase(Locale.ROOT).replace('_', ' '),
                    problem.isEmpty() ? "" : " (" + problem + ")"));
        }
    }

    private static String mode(String mode) {
        return switch (mode) {
            case "HOT" -> "its ticks go on";
            case "HELD" -> "stands by";
            default -> "not connected";
        };
    }

    private static void account(JsonNode account, List<String> lines) {
        JsonNode status = account.path("status");
        String reason = status.path("reason").asText();
        String why = account.path("stoppedByHand").asBoolean()
                ? "stopped by hand"
                : account.path("used").asBoolean() ? reason : "no route uses it";
        lines.add(String.format(
                "account    %s: %s since %s%s%s",
                status.path("account").asText(),
                status.path("state").asText(),
                moment(status.path("since")),
                status.path("tradingDay").asText().isEmpty()
                        ? ""
                        : ", trading day " + status.path("tradingDay").asText(),
                why.isEmpty() ? "" : " (" + why + ")"));
        lines.add(String.format(
                Locale.ROOT,
                "           instruments: wanted %,d, requested %,d, acknowledged %,d, ticking %,d, rejected %,d",
                status.path("wanted").asLong(),
                status.path("requested").asLong(),
                status.path("acknowledged").asLong(),
                status.path("ticking").asLong(),
                status.path("rejected").asLong()));
        SubscribeText.named(
                lines,
                "         unsubscribed by hand, for the trading day",
                SubscribeText.texts(account.path("unsubscribedByHand")));
        lines.add(String.format(
                Locale.ROOT,
                "           ticks %,d, in the ring %,d of %,d, lost by a full ring %,d; logins %,d, disconnects %,d",
                status.path("ticks").asLong(),
                status.path("ringDepth").asLong(),
                status.path("ringCapacity").asLong(),
                status.path("ringOverflows").asLong(),
                status.path("logins").asLong(),
                status.path("disconnects").asLong()));
    }

    /** Those that no account covers first: consumers may miss ticks. */
    private static void gaps(JsonNode open, List<String> lines) {
        for (boolean covered : new boolean[] {false, true}) {
            for (JsonNode gap : open) {
                if (gap.path("recoveredBy").isEmpty() != covered) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "gap        %s%s since %s, %s",
                            gap.path("evidence").asText(),
                            gap.path("lines").isEmpty()
                                    ? ""
                                    : " of " + String.join(", ", SubscribeText.texts(gap.path("lines"))),
                            moment(gap.path("from")),
                            covered
                                    ? "covered by " + String.join(", ", SubscribeText.texts(gap.path("recoveredBy")))
                                    : "OPEN: ticks may be missing"));
                }
            }
        }
    }

    private static void routes(JsonNode routes, List<String> lines) {
        List<String> others = new ArrayList<>();
        for (JsonNode route : routes) {
            if (!route.path("state").asText().equals("Started")) {
                others.add(route.path("id").asText() + " is "
                        + route.path("state").asText().toLowerCase(Locale.ROOT));
            }
        }
        lines.add("routes     " + (routes.size() - others.size()) + " of " + routes.size() + " started"
                + (others.isEmpty() ? "" : "; " + String.join(", ", others)));
    }

    private static String moment(JsonNode instant) {
        return instant.isMissingNode() ? "?" : MOMENT.format(Instant.parse(instant.asText()));
    }

    private static String duration(JsonNode since) {
        if (since.isMissingNode()) {
            return "?";
        }
        Duration up = Duration.between(Instant.parse(since.asText()), Instant.now());
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0
                        ? up.toHours() + " h " + up.toMinutesPart() + " min"
                        : up.toMinutes() > 0
                                ? up.toMinutes() + " min " + up.toSecondsPart() + " s"
                                : up.toSeconds() + " s";
    }
}
